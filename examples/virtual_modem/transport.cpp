// SPDX-License-Identifier: BSL-1.0
#include "transport.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace virtual_modem {

namespace {

[[noreturn]] void fail(const std::string& what) { throw std::system_error{errno, std::generic_category(), what}; }

void set_nonblocking(int number) {
    const int flags = ::fcntl(number, F_GETFL);
    if (flags < 0 || ::fcntl(number, F_SETFL, flags | O_NONBLOCK) < 0) fail("fcntl");
}

/// Removes what an earlier run has left, and nothing else.
void make_way(const std::string& path, mode_t kind) {
    struct stat found{};
    if (::lstat(path.c_str(), &found) == 0 && (found.st_mode & S_IFMT) == kind) ::unlink(path.c_str());
}

}  // namespace

descriptor::~descriptor() {
    if (number_ >= 0) ::close(number_);
}

pseudo_terminal::pseudo_terminal(std::string path)
    : master_{::open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)}, path_{std::move(path)} {
    if (!master_.is_open() || ::grantpt(master()) != 0 || ::unlockpt(master()) != 0) fail("pseudo terminal");
    const std::string name = ::ptsname(master());
    slave_ = descriptor{::open(name.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC)};
    termios mode{};
    if (!slave_.is_open() || ::tcgetattr(slave_.number(), &mode) != 0) fail(name);
    ::cfmakeraw(&mode);
    if (::tcsetattr(slave_.number(), TCSANOW, &mode) != 0) fail(name);
    make_way(path_, S_IFLNK);
    if (::symlink(name.c_str(), path_.c_str()) != 0) fail(path_);
}

pseudo_terminal::~pseudo_terminal() { ::unlink(path_.c_str()); }

void pseudo_terminal::discard() { ::tcflush(slave_.number(), TCIFLUSH); }

listener::listener(const std::string& name, int type) : socket_{::socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)} {
    const bool is_path = name[0] != '\0';
    // Under its name it shall be found only when it listens.
    const std::string at_first = is_path ? name + ".new" : name;
    std::string shown = name;
    if (!is_path) shown.front() = '@';
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (!socket_.is_open() || at_first.size() >= sizeof address.sun_path) fail(shown);
    at_first.copy(address.sun_path, at_first.size());
    if (is_path) make_way(at_first, S_IFSOCK);
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + at_first.size() + (is_path ? 1 : 0));
    constexpr int waiting = 16;
    if (::bind(number(), reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(number(), waiting) != 0) fail(shown);
    if (!is_path) return;
    if (::rename(at_first.c_str(), name.c_str()) != 0) fail(shown);
    path_ = name;
}

listener::~listener() {
    if (!path_.empty()) ::unlink(path_.c_str());
}

descriptor listener::accept() const { return descriptor{::accept4(number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)}; }

link::link(int in, int out) : in_{in}, out_{out}, memory_(longest_frame), reader_{memory_} {
    set_nonblocking(in);
    set_nonblocking(out);
}

bool link::read_into(cdcnet::mutable_bytes room, bool& open) {
    const ssize_t n = ::read(in_, room.data(), room.size());
    if (n > 0) {
        reader_.received(static_cast<std::size_t>(n));
        return true;
    }
    open = n < 0 && (errno == EAGAIN || errno == EINTR);
    return false;
}

void link::send(cdcnet::bytes frame) {
    unsent_.insert(unsent_.end(), frame.begin(), frame.end());
    flush();
}

void link::flush() {
    while (!unsent_.empty()) {
        const ssize_t n = ::write(out_, unsent_.data(), unsent_.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno != EAGAIN) unsent_.clear();  // the host has left; reading will tell
        if (n <= 0) return;
        unsent_.erase(unsent_.begin(), unsent_.begin() + n);
    }
}

}  // namespace virtual_modem
