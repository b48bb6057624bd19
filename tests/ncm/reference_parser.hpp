// SPDX-License-Identifier: BSL-1.0
/// \file
/// The NTB rules once more, as slowly and plainly as they can be written: byte by byte, 64-bit arithmetic, one array with
/// the owner of every byte.  Shares with the library only the names of the faults.  The oracle of tests and fuzzing.
#pragma once

#include <cdcnet/wire/error.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace reference {

using u64 = std::uint64_t;
enum class mode { standard, strict, lenient };

struct options {
    reference::mode mode{};
    u64 ndp_alignment = 4, divisor = 0, remainder = 0;
};
struct fault {
    cdcnet::errc code{};  ///< none: no fault
    u64 offset{}, ndp{}, entry{};
};
struct entry {
    u64 signature{}, ndp{}, number{}, index{}, length{};
    cdcnet::errc rejected{};  ///< none: delivered
};
struct verdict {
    reference::fault fault{};
    u64 size{}, next{};
    std::vector<reference::entry> entries{};  ///< delivered and, lenient only, rejected
};

inline verdict parse(const std::byte* data, u64 size, const options& opt) {
    using cdcnet::errc;
    const auto read = [&](u64 at, u64 bytes) {
        u64 n = 0;
        for (u64 i = 0; i < bytes; ++i) n += std::to_integer<u64>(data[at + i]) << 8 * i;
        return n;
    };
    const auto refuse = [](errc code, u64 offset, u64 ndp = 0x3ff, u64 entry = 0x3fff) {
        return verdict{{code, offset, ndp < 0x3ff ? ndp : 0x3ff, entry < 0x3fff ? entry : 0x3fff}};
    };
    const bool strict = opt.mode == mode::strict;
    const bool lenient = opt.mode == mode::lenient;

    if (size < 12) return refuse(errc::need_more, size);
    const bool big = read(0, 4) == 0x686d636e;
    if (!big && read(0, 4) != 0x484d434e) return refuse(errc::nth_signature, 0);
    if (big && size < 16) return refuse(errc::need_more, size);
    const u64 w = big ? 4 : 2;
    const u64 nth = big ? 16 : 12;
    const u64 header = big ? 16 : 8;
    const u64 entry_size = 2 * w;
    const u64 next_at = big ? 8 : 6;
    if (read(4, 2) != nth) return refuse(errc::nth_header_length, 4);
    const u64 declared = read(8, w);
    const u64 length = declared != 0 ? declared : !big && size > 65536 ? 65536 : size;
    if (length > size) return refuse(errc::block_exceeds, 8);
    if (length < (big ? 48 : 28)) return refuse(errc::block_length, 8);
    if (read(8 + w, w) < nth) return refuse(errc::ndp_over_nth, 8 + w, 0);

    struct table {
        u64 index, length, holder, signature, entries, capacity;
    };
    std::vector<table> ndps;
    for (u64 index = read(8 + w, w), holder = 8 + w; index != 0;) {
        const u64 k = ndps.size();
        if (index + header > length) return refuse(errc::ndp_outside, holder, k);
        const u64 s = read(index, 4);
        const u64 letters = s & 0xffffff;
        const u64 session = s >> 24;
        const bool upper = ((letters == 0x4d434e) && (session == '0' || session == '1')) || letters == 0x535049 || letters == 0x535344;
        const bool lower = ((letters == 0x6d636e) && (session == '0' || session == '1')) || letters == 0x737069 || letters == 0x737364;
        if (!upper && !lower) return refuse(errc::ndp_signature, index, k);
        if (lower != big) return refuse(errc::ndp_kind, index, k);
        const u64 l = read(index + 4, 2);
        const u64 next = read(index + next_at, w);
        if (l < header) return refuse(errc::ndp_length, index + 4, k);
        if (index + l > length) return refuse(errc::table_outside, index + 4, k);
        if (next != 0 && next <= index) return refuse(errc::chain, index + next_at, k);
        ndps.push_back({index, l, holder, s, 0, (l - header) / entry_size});
        holder = index + next_at;
        index = next;
    }

    verdict v{};
    v.size = length;
    if (const u64 rest = size - length; declared != 0 && rest >= 12)
        if (read(length, 4) == 0x484d434e || (read(length, 4) == 0x686d636e && rest >= 16)) v.next = length;
    for (u64 k = 0; k < ndps.size(); ++k)
        for (table& t = ndps[k]; t.entries < t.capacity; ++t.entries) {
            const u64 at = t.index + header + t.entries * entry_size;
            if (read(at, w) == 0 || read(at + w, w) == 0) break;
            v.entries.push_back({t.signature, k, t.entries, read(at, w), read(at + w, w)});
        }

    const auto position = [&](const entry& e) { return ndps[e.ndp].index + header + e.number * entry_size; };
    const auto refuse_entry = [&](errc code, const entry& e) { return refuse(code, position(e), e.ndp, e.number); };
    u64 sum = 0;
    for (const entry& e : v.entries) {
        if (lenient) break;
        if (e.index + e.length > length) return refuse_entry(errc::datagram_outside, e);
        if (e.index < nth) return refuse_entry(errc::datagram_over_nth, e);
        sum += e.length;
        if (sum > length) return refuse_entry(errc::payload_exceeds, e);
    }
    enum owner : char { nobody, ndp, datagram };
    std::vector<owner> owners(length, nobody);
    for (const table& t : ndps)
        for (u64 i = 0; i < t.length; ++i) owners[t.index + i] = ndp;
    for (entry& e : v.entries) {
        const auto holds = [&](owner o) {
            for (u64 i = 0; i < e.length; ++i)
                if (owners[e.index + i] == o) return true;
            return false;
        };
        e.rejected = e.index + e.length > length ? errc::datagram_outside
                     : e.index < nth             ? errc::datagram_over_nth
                     : holds(ndp)                ? errc::datagram_over_ndp
                     : holds(datagram)           ? errc::overlap
                                                 : errc::none;
        if (e.rejected != errc::none && !lenient) return refuse_entry(e.rejected, e);
        for (u64 i = 0; e.rejected == errc::none && i < e.length; ++i) owners[e.index + i] = datagram;
    }

    if (!strict) return v;
    if (!big && declared == 0 && size > 65535) return refuse(errc::block_length, 8);
    if (size > length) return refuse(errc::trailing_bytes, length);
    u64 tables_end = 0;
    for (u64 k = 0; k < ndps.size(); ++k) {
        const table& t = ndps[k];
        if (t.index % opt.ndp_alignment != 0) return refuse(errc::alignment, t.holder, k);
        if (t.length < header + 2 * entry_size || t.length % entry_size != 0) return refuse(errc::ndp_length, t.index + 4, k);
        if (t.index < tables_end) return refuse(errc::overlap, t.index, k);
        tables_end = t.index + t.length;
    }
    for (u64 k = 0; k < ndps.size(); ++k) {
        const table& t = ndps[k];
        u64 previous = 0;
        for (const entry& e : v.entries) {
            if (e.ndp != k) continue;
            if (e.index < previous) return refuse_entry(errc::order, e);
            if (opt.divisor != 0 && e.index % opt.divisor != opt.remainder) return refuse_entry(errc::alignment, e);
            previous = e.index;
        }
        const u64 end = t.index + header + t.entries * entry_size;
        if (t.entries == t.capacity) return refuse(errc::terminator, end, k, t.entries);
        if (read(end, w) != 0 || read(end + w, w) != 0) return refuse(errc::half_null, end, k, t.entries);
        if (t.entries + 1 != t.capacity) return refuse(errc::terminator, end, k, t.entries);
    }
    return v;
}

}  // namespace reference
