// SPDX-License-Identifier: BSL-1.0
#include "tun.hpp"

#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <system_error>

namespace virtual_modem {

descriptor open_tun(const std::string& name) {
    const auto fail = [&name](int code) -> std::system_error { return {code, std::generic_category(), "TUN device " + name}; };
    if (name.size() >= IFNAMSIZ) throw fail(ENAMETOOLONG);
    descriptor device{::open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK)};
    ifreq wanted{};
    wanted.ifr_flags = IFF_TUN | IFF_NO_PI;
    name.copy(wanted.ifr_name, IFNAMSIZ - 1);
    if (!device.is_open() || ::ioctl(device.number(), TUNSETIFF, &wanted) != 0) throw fail(errno);
    return device;
}

}  // namespace virtual_modem
