// SPDX-License-Identifier: BSL-1.0
/// \file
/// Blocks of any size that are meant to cost more than their bytes are worth: what a fuzzer, whose inputs are small, does not come to.
#pragma once

#include <cdcnet/ncm.hpp>
#include <string_view>
#include <vector>

namespace hostile {

namespace ncm = cdcnet::ncm;
using cdcnet::store_le;

/// Fields of a block at the places of their format; what does not fit into 16 bits is cut.
class block {
public:
    block(ncm::format f, std::size_t size) : bytes_(size), sizes_{ncm::sizes_of(f)}, wide_{f == ncm::format::ntb32} {
        put32(0, wide_ ? ncm::layout<ncm::format::ntb32>::nth_signature : ncm::layout<ncm::format::ntb16>::nth_signature);
        put16(4, sizes_.nth);
        index(8, size);
        begin_chain(first());
    }
    void begin_chain(std::size_t ndp) { index(first() - index_size(), ndp); }

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] std::size_t first() const { return sizes_.nth; }
    [[nodiscard]] std::size_t header() const { return sizes_.ndp; }
    [[nodiscard]] std::size_t entry() const { return sizes_.entry; }
    /// The longest table, header included.
    [[nodiscard]] std::size_t most_table() const { return 65536 - header(); }

    void ndp(std::size_t at, std::size_t length, std::size_t next) {
        put32(at, ncm::stream::ips(0).signature(wide_ ? ncm::format::ntb32 : ncm::format::ntb16));
        put16(at + 4, length);
        index(at + sizes_.ndp_next_index, next);
    }
    void datagram(std::size_t at, std::size_t start, std::size_t length) {
        index(at, start);
        index(at + index_size(), length);
    }
    [[nodiscard]] std::vector<std::byte> bytes() && { return std::move(bytes_); }

private:
    [[nodiscard]] std::size_t index_size() const { return wide_ ? 4 : 2; }
    void index(std::size_t at, std::size_t value) { wide_ ? put32(at, value) : put16(at, value); }
    void put16(std::size_t at, std::size_t value) { store_le(bytes_.data() + at, static_cast<std::uint16_t>(value)); }
    void put32(std::size_t at, std::size_t value) { store_le(bytes_.data() + at, static_cast<std::uint32_t>(value)); }

    std::vector<std::byte> bytes_;
    ncm::sizes sizes_;
    bool wide_;
};

/// Two datagrams, one at either end of the block, with as many empty NDPs between them as there is room for.
inline std::vector<std::byte> ndps_between(ncm::format f, std::size_t size) {
    block b{f, size};
    std::size_t at = b.first() + 4;
    b.begin_chain(at);
    b.datagram(at + b.header(), b.first(), 1);
    b.datagram(at + b.header() + b.entry(), size - 1, 1);
    for (std::size_t length = b.header() + 2 * b.entry(); at != 0; length = b.header()) {
        const std::size_t next = at + length + 2 * b.header() < size ? at + length : 0;
        b.ndp(at, length, next);
        at = next;
    }
    return std::move(b).bytes();
}

/// One datagram behind the other, of one byte each, but for two that have changed places.
inline std::vector<std::byte> changed_places(ncm::format f, std::size_t size) {
    block b{f, size};
    const std::size_t most = (b.most_table() - b.header()) / b.entry();
    const std::size_t room = (size - b.first()) / (b.entry() + 1);
    const std::size_t count = room - (room / most + 1) * b.header();
    std::size_t at = b.first();
    std::size_t start = size - count;
    for (std::size_t left = count; left != 0;) {
        const std::size_t here = left < most ? left : most;
        const std::size_t length = b.header() + here * b.entry();
        left -= here;
        b.ndp(at, length, left != 0 ? at + length : 0);
        for (std::size_t i = 0; i < here; ++i) b.datagram(at + b.header() + i * b.entry(), start++, 1);
        at += length;
    }
    b.datagram(b.first() + b.header(), size - count + 1, 1);
    b.datagram(b.first() + b.header() + b.entry(), size - count, 1);
    return std::move(b).bytes();
}

/// Every entry names everything behind the NTH, tables included; two good ones in front of them are out of order.
inline std::vector<std::byte> whole_blocks(ncm::format f, std::size_t size) {
    block b{f, size};
    for (std::size_t at = b.first(), next = 0; at != 0; at = next) {
        const std::size_t room = size - 16 - at;
        const std::size_t length =
            b.header() + (room < b.most_table() ? room - b.header() : b.most_table() - b.header()) / b.entry() * b.entry();
        next = room - length > 2 * b.header() ? at + length : 0;
        b.ndp(at, length, next);
        for (std::size_t e = at + b.header(); e < at + length; e += b.entry()) b.datagram(e, b.first(), size - b.first());
    }
    b.datagram(b.first() + b.header(), size - 4, 1);
    b.datagram(b.first() + b.header() + b.entry(), size - 8, 1);
    return std::move(b).bytes();
}

/// NDPs back to back, of which each has all that follow for its table.
inline std::vector<std::byte> tables_of_ndps(ncm::format f, std::size_t size) {
    block b{f, size};
    for (std::size_t at = b.first(), next = 0; at != 0; at = next) {
        next = at + 3 * b.header() < size ? at + b.header() : 0;
        const std::size_t length = size - at < b.most_table() ? size - at : b.most_table();
        b.ndp(at, length, next);
    }
    return std::move(b).bytes();
}

/// Sixteen NDPs with one table, whose datagrams are all the same, and one more behind it.
inline std::vector<std::byte> one_table(ncm::format f, std::size_t size) {
    block b{f, size};
    const std::size_t last = size - 4 * b.header();
    const std::size_t table = last < b.most_table() ? last - b.entry() : b.most_table();
    for (std::size_t i = 0, at = b.first(); i < 16; ++i, at += b.header()) b.ndp(at, table - at, i == 15 ? last : at + b.header());
    for (std::size_t e = b.first() + 16 * b.header(); e + b.entry() <= table; e += b.entry()) b.datagram(e, size - 1, 1);
    b.ndp(last, b.header(), 0);
    return std::move(b).bytes();
}

struct shape {
    std::string_view name;
    std::vector<std::byte> (*make)(ncm::format f, std::size_t size);
};
inline constexpr shape shapes[] = {
    {"ndps_between", ndps_between},     {"changed_places", changed_places}, {"whole_blocks", whole_blocks},
    {"tables_of_ndps", tables_of_ndps}, {"one_table", one_table},
};

/// All shapes in both formats: NTB16 as long as they may be, NTB32 of several sizes.
template <class Each>
void each(Each each) {
    for (const shape& s : shapes) {
        each(s.name, s.make(ncm::format::ntb16, 65535));
        for (const std::size_t size : {std::size_t{1} << 16, std::size_t{1} << 18, std::size_t{1} << 20})
            each(s.name, s.make(ncm::format::ntb32, size));
    }
}

}  // namespace hostile
