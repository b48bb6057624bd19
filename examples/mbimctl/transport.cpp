// SPDX-License-Identifier: BSL-1.0
#include "transport.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/usb/cdc-wdm.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include <cdcnet/mbim/fragment.hpp>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "trouble.hpp"

namespace mbimctl {

namespace {

[[noreturn]] void fail(const std::string& name, const char* reason) { throw trouble{fmt::format("{}: {}", name, reason)}; }
[[noreturn]] void fail(const std::string& name) { fail(name, std::strerror(errno)); }

bool is_socket(const std::string& name) {
    struct stat about{};
    return name.front() == '@' || (::stat(name.c_str(), &about) == 0 && S_ISSOCK(about.st_mode));
}

int connect_to(const std::string& name) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.size() >= sizeof address.sun_path) fail(name, "The name of a socket is not that long");
    name.copy(address.sun_path, name.size());
    // An abstract name begins with a NUL and has none at its end.
    const bool abstract = name.front() == '@';
    if (abstract) address.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size() + (abstract ? 0 : 1));

    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) fail(name);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), size) != 0) {
        const int reason = errno;
        ::close(descriptor);
        errno = reason;
        fail(name);
    }
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    return descriptor;
}

/// Bytes pass a terminal as they are.
void make_raw(int descriptor) {
    termios mode{};
    if (::tcgetattr(descriptor, &mode) != 0) return;
    ::cfmakeraw(&mode);
    ::tcsetattr(descriptor, TCSANOW, &mode);
}

}  // namespace

transport::transport(const std::string& device) : name_{device} {
    if (device.empty()) throw usage_error{"The device has no name"};
    if (is_socket(device)) {
        descriptor_ = connect_to(device);
        return;
    }
    descriptor_ = ::open(device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor_ < 0) fail(device);
    make_raw(descriptor_);
    __u16 max_command = 0;
    if (::ioctl(descriptor_, IOCTL_WDM_MAX_COMMAND, &max_command) == 0 && max_command >= cdcnet::mbim::least_max_transfer)
        max_transfer_ = max_command;
}

transport::~transport() { ::close(descriptor_); }

std::size_t transport::read(cdcnet::mutable_bytes to) {
    const ssize_t n = ::read(descriptor_, to.data(), to.size());
    if (n > 0) return static_cast<std::size_t>(n);
    if (n == 0) fail(name_, "The other end has hung up");
    if (errno == EAGAIN || errno == EINTR) return 0;
    fail(name_);
}

std::size_t transport::write(cdcnet::bytes from) {
    const ssize_t n = ::write(descriptor_, from.data(), from.size());
    if (n >= 0) return static_cast<std::size_t>(n);
    if (errno == EAGAIN || errno == EINTR) return 0;
    fail(name_);
}

}  // namespace mbimctl
