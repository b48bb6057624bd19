// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the library is compared with: the copying alone, and plain codecs in the shape that drivers have.
///
/// The limits (`flat`, `floor`, `floor_out`, `sg_min`) do less than a codec has to.  The naive ones do what has to be
/// done, datagram by datagram, and check each against the block; they are as good as that shape allows.
#pragma once

#include "workload.hpp"

namespace cdcnet::bench {

/// What every operation on datagrams that are to be packed has.
class packing {
public:
    explicit packing(const setting& s) : source_{s}, ring_{s} {}

    [[nodiscard]] std::size_t datagrams() const noexcept { return source_.list().size(); }
    [[nodiscard]] std::size_t payload() const noexcept { return source_.payload(); }

protected:
    [[nodiscard]] const traffic& source() const noexcept { return source_; }
    [[nodiscard]] block_ring& ring() noexcept { return ring_; }

private:
    traffic source_;
    block_ring ring_;
};

/// The limit of any copy: the payload of a block, contiguous already, by one memcpy.
class flat : public packing {
public:
    explicit flat(const setting& s) : packing{s}, contiguous_{payload(), 0}, room_{s.limits.max_size - header} {}

    void operator()(sink& out) noexcept {
        const std::byte* from = contiguous_.data();
        for (std::size_t left = payload(); left != 0;) {
            const std::size_t n = left < room_ ? left : room_;
            std::byte* const block = ring().next().data();
            std::memcpy(block + header, from, n);
            out.take({block, header + n});
            from += n;
            left -= n;
        }
    }

private:
    static constexpr std::size_t header = 32;
    memory contiguous_;
    std::size_t room_;
};

/// Offsets that are multiples of 4, as MBIM devices want them.
struct every_4 {
    explicit every_4(const ncm::limits&) noexcept {}
    [[nodiscard]] std::size_t at_or_above(std::size_t offset) const noexcept { return (offset + 3) & ~std::size_t{3}; }
};

/// Offsets of a residue class modulo a power of two.
struct every_divisor {
    explicit every_divisor(const ncm::limits& l) noexcept : mask{l.divisor - std::size_t{1}}, remainder{l.remainder} {}
    [[nodiscard]] std::size_t at_or_above(std::size_t offset) const noexcept { return offset + ((remainder - offset) & mask); }
    std::size_t mask;
    std::size_t remainder;
};

/// The limit of a packer that copies: one memcpy for each datagram to its place, and no headers.
template <class Starts = every_4>
class floor : public packing {
public:
    explicit floor(const setting& s) : packing{s}, starts_{s.limits}, first_{ncm::sizes_of(s.limits.format).nth} {}

    void operator()(sink& out) noexcept {
        const Starts starts = starts_;
        const bytes* next = source().list().data();
        const bytes* const last = next + source().list().size();
        while (next != last) {
            const mutable_bytes block = ring().next();
            std::byte* const base = block.data();
            const std::size_t room = block.size();
            std::size_t end = first_;
            for (; next != last; ++next) {
                const std::size_t at = starts.at_or_above(end);
                if (at + next->size() > room) break;
                std::memcpy(base + at, next->data(), next->size());
                end = at + next->size();
            }
            out.take({base, end});
        }
    }

private:
    Starts starts_;
    std::size_t first_;
};

/// The limit of a packer that leaves the payload where it is: headers and entries of NTB16 blocks, nothing else.
class sg_min : public packing {
public:
    explicit sg_min(const setting& s) : packing{s}, room_{s.limits.max_size} {}

    void operator()(sink& out) noexcept {
        constexpr std::size_t table = 12;
        const bytes* next = source().list().data();
        const bytes* const last = next + source().list().size();
        while (next != last) {
            std::byte* const base = ring().next().data();
            std::byte* entry = base + table + 8;
            std::size_t at = table;  // of the datagram, in a block whose tables are at the end
            for (; next != last && at + next->size() <= room_; ++next) {
                store_le(entry, static_cast<std::uint16_t>(at));
                store_le(entry + 2, static_cast<std::uint16_t>(next->size()));
                entry += 4;
                at = (at + next->size() + 3) & ~std::size_t{3};
            }
            store_le(entry, std::uint32_t{0});
            const auto table_size = static_cast<std::size_t>(entry + 4 - (base + table));
            store_le(base + table, ncm::signature::ips);
            store_le(base + table + 4, static_cast<std::uint32_t>(table_size));
            store_le(base, ncm::layout<ncm::format::ntb16>::nth_signature);
            store_le(base + 4, std::uint32_t{12});
            store_le(base + 8, static_cast<std::uint16_t>(at + table_size));
            store_le(base + 10, static_cast<std::uint16_t>(at));
            out.take({base, table + table_size});
        }
    }

private:
    std::size_t room_;
};

/// A plain writer of either format, called for each datagram.  It keeps no state but the end of the payload: the
/// session's table is found by walking the chain from the header, the table's length is read back from it and the
/// entry's number follows by a division.  It pads by memset and copies by memcpy, and checks the room for each datagram.
/// A session's table has room for as many datagrams as its user says, and for the null entry.
class naive_packer {
public:
    explicit naive_packer(ncm::format format) : format_{format}, sizes_{ncm::sizes_of(format)} {}

    void begin(mutable_bytes block, std::size_t entries);
    [[nodiscard]] bool append(std::uint8_t session, bytes datagram);
    [[nodiscard]] bytes finish();

private:
    [[nodiscard]] std::byte* table_of(std::uint8_t session);

    ncm::format format_;
    ncm::sizes sizes_;
    mutable_bytes block_;
    std::size_t entries_{};
    std::size_t end_{};
    std::uint16_t sequence_{};
};

/// Blocks of the naive packer.  One stream gets a table for what a block holds on average; of several, each gets the room
/// for 40 datagrams that drivers give it.
class naive_pack : public packing {
public:
    explicit naive_pack(const setting& s) : packing{s}, packer_{s.limits.format} {
        const std::size_t blocks = payload() / s.limits.max_size + 1;
        entries_ = s.sessions == 0 ? datagrams() / blocks + 1 : 40;
    }
    void operator()(sink& out) {
        const gsl::span<const ncm::datagram> list = source().tagged();
        const ncm::datagram* next = list.data();
        const ncm::datagram* const last = next + list.size();
        while (next != last) {
            packer_.begin(ring().next(), entries_);
            while (next != last && packer_.append(next->stream.session(), next->bytes)) ++next;
            out.take(packer_.finish());
        }
    }

private:
    std::size_t entries_;
    naive_packer packer_;
};

/// A plain reader of NTB16 blocks: it hands on each datagram as soon as its entry is checked, and stops at the first bad
/// one, when those before it are gone already.
template <class Deliver>
[[nodiscard]] bool naive_parse(bytes block, Deliver deliver) {
    const std::byte* const base = block.data();
    const std::size_t size = block.size();
    if (size < 28 || load_le<std::uint32_t>(base) != ncm::layout<ncm::format::ntb16>::nth_signature) return false;
    for (std::size_t table = load_le<std::uint16_t>(base + 10); table != 0; table = load_le<std::uint16_t>(base + table + 6)) {
        if (table + 8 > size) return false;
        const std::size_t length = load_le<std::uint16_t>(base + table + 4);
        if (length < 8 || table + length > size) return false;
        const std::byte* const end = base + table + length;
        for (const std::byte* entry = base + table + 8; entry + 4 <= end; entry += 4) {
            const std::size_t index = load_le<std::uint16_t>(entry);
            const std::size_t bytes_of = load_le<std::uint16_t>(entry + 2);
            if (index == 0) break;
            if (bytes_of == 0) break;
            if (index < 12) return false;
            if (index + bytes_of > size) return false;
            deliver(base + index, bytes_of);
        }
    }
    return true;
}

}  // namespace cdcnet::bench
