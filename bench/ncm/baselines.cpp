// SPDX-License-Identifier: BSL-1.0
/// \file
/// The naive packer, apart from its callers: a driver is called for each datagram too.
#include "baselines.hpp"

namespace cdcnet::bench {

namespace {

constexpr std::size_t alignment = 4;

/// An index or a length of either format.
void put(std::byte* to, ncm::format format, std::size_t value) {
    if (format == ncm::format::ntb16)
        store_le(to, static_cast<std::uint16_t>(value));
    else
        store_le(to, static_cast<std::uint32_t>(value));
}
std::size_t get(const std::byte* from, ncm::format format) {
    return format == ncm::format::ntb16 ? load_le<std::uint16_t>(from) : load_le<std::uint32_t>(from);
}

std::size_t padding_at(std::size_t offset) { return (alignment - offset % alignment) % alignment; }

}  // namespace

void naive_packer::begin(mutable_bytes block, std::size_t entries) {
    block_ = block;
    entries_ = entries;
    end_ = sizes_.nth;
    std::byte* const nth = block.data();
    std::memset(nth, 0, sizes_.nth);
    store_le(nth, sizes_.nth_signature);
    store_le(nth + 4, static_cast<std::uint16_t>(sizes_.nth));
    store_le(nth + 6, sequence_++);
}

/// The session's table, put behind the payload when it is not in the chain yet; null when there is no room.
std::byte* naive_packer::table_of(std::uint8_t session) {
    const std::uint32_t signature = ncm::stream::ips(session).signature(format_);
    std::byte* link = block_.data() + sizes_.nth_ndp_index;
    for (std::size_t index = get(link, format_); index != 0; index = get(link, format_)) {
        std::byte* const table = block_.data() + index;
        if (load_le<std::uint32_t>(table) == signature) return table;
        link = table + sizes_.ndp_next_index;
    }
    const std::size_t padding = padding_at(end_);
    const std::size_t at = end_ + padding;
    const std::size_t size = sizes_.ndp + (entries_ + 1) * sizes_.entry;
    if (at + size > block_.size()) return nullptr;
    std::memset(block_.data() + end_, 0, padding + size);
    std::byte* const table = block_.data() + at;
    store_le(table, signature);
    store_le(table + 4, static_cast<std::uint16_t>(sizes_.ndp + sizes_.entry));
    put(link, format_, at);
    end_ = at + size;
    return table;
}

bool naive_packer::append(std::uint8_t session, bytes datagram) {
    std::byte* const table = table_of(session);
    if (table == nullptr) return false;
    const std::uint32_t length = load_le<std::uint16_t>(table + 4);
    const std::uint32_t number = (length - sizes_.ndp) / sizes_.entry - 1;
    if (number >= entries_) return false;
    const std::size_t padding = padding_at(end_);
    if (end_ + padding + datagram.size() > block_.size()) return false;
    std::memset(block_.data() + end_, 0, padding);
    std::memcpy(block_.data() + end_ + padding, datagram.data(), datagram.size());
    std::byte* const entry = table + sizes_.ndp + number * sizes_.entry;
    put(entry, format_, end_ + padding);
    put(entry + sizes_.entry / 2, format_, datagram.size());
    store_le(table + 4, static_cast<std::uint16_t>(length + sizes_.entry));
    end_ += padding + datagram.size();
    return true;
}

bytes naive_packer::finish() {
    put(block_.data() + 8, format_, end_);
    return block_.first(end_);
}

}  // namespace cdcnet::bench
