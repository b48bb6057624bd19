// SPDX-License-Identifier: BSL-1.0
#include "data_port.hpp"

#include <unistd.h>

#include <algorithm>
#include <cdcnet/fmt.hpp>
#include <cerrno>

#include "tun.hpp"

namespace virtual_modem {

namespace {

/// So many transfers or datagrams are taken at a time, so that commands are not kept waiting.
constexpr int most_at_once = 64;
/// A message that is longer than it may be is seen to be so by one byte.
constexpr std::size_t one_more = 1;
constexpr std::size_t longest_datagram = 65536;

}  // namespace

data_port::data_port(modem& m, const data_options& chosen)
    : tun_{chosen.tun.empty() ? descriptor{} : open_tun(chosen.tun)},
      log_{chosen.log.empty() ? hex_log{} : hex_log{chosen.log}},
      room_(std::max(longest_datagram, chosen.ntbs.out_size + one_more)),
      plane_{m, chosen.ntbs, [this](bytes block) { send(block); },
             tun_.is_open() ? data_plane::datagram_sink{[this](bytes datagram) { return write_network(datagram); }}
                            : data_plane::datagram_sink{}} {
    if (!chosen.socket.empty()) calls_.emplace(chosen.socket, SOCK_SEQPACKET);
}

void data_port::watch(std::vector<pollfd>& watched) const {
    if (!calls_) return;
    if (host_.is_open()) {
        watched.push_back({host_.number(), static_cast<short>(is_behind() ? POLLOUT : POLLIN), 0});
    } else {
        watched.push_back({calls_->number(), POLLIN, 0});
    }
    if (tun_.is_open() && !is_behind()) watched.push_back({tun_.number(), POLLIN, 0});
}

void data_port::turn() {
    if (!calls_) return;
    if (!host_.is_open()) accept_host(*calls_);
    flush();
    for (int i = 0; i < most_at_once && !is_behind() && read_host();) ++i;
    for (int i = 0; i < most_at_once && !is_behind() && read_network();) ++i;
    plane_.finish();
}

void data_port::report() const {
    if (!calls_) return;
    fmt::print(stderr, "virtual_modem: from the host: {}\nvirtual_modem: to the host: {}\n", plane_.received(), plane_.sent());
}

void data_port::accept_host(const listener& calls) {
    host_ = calls.accept();
    if (!host_.is_open()) return;
    const int room = 2 * static_cast<int>(ntb_settings::most);
    ::setsockopt(host_.number(), SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    plane_.host_is_there(true);
}

void data_port::lose_host() {
    host_ = descriptor{};
    unsent_.clear();
    plane_.host_is_there(false);
}

bool data_port::read_host() {
    if (!host_.is_open()) return false;
    const ssize_t n = ::recv(host_.number(), room_.data(), room_.size(), 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (n <= 0) {
        lose_host();
        return false;
    }
    const bytes transfer = bytes{room_}.first(static_cast<std::size_t>(n));
    log_.from_host(transfer);
    plane_.from_host(transfer);
    return true;
}

bool data_port::read_network() {
    if (!tun_.is_open()) return false;
    const ssize_t n = ::read(tun_.number(), room_.data(), room_.size());
    if (n <= 0) return false;
    plane_.from_network(bytes{room_}.first(static_cast<std::size_t>(n)));
    return true;
}

bool data_port::write_network(bytes datagram) const {
    return ::write(tun_.number(), datagram.data(), datagram.size()) == static_cast<ssize_t>(datagram.size());
}

void data_port::send(bytes block) {
    if (!host_.is_open()) return;
    log_.to_host(block);
    unsent_.emplace_back(block.begin(), block.end());
    flush();
}

void data_port::flush() {
    while (is_behind()) {
        const std::vector<std::byte>& block = unsent_.front();
        const ssize_t n = ::send(host_.number(), block.data(), block.size(), MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return;
        if (n < 0 && errno != EMSGSIZE) return lose_host();
        unsent_.pop_front();
    }
}

}  // namespace virtual_modem
