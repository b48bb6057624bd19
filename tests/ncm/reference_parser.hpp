// SPDX-License-Identifier: BSL-1.0
/// \file
/// The NTB rules once more, as slowly and plainly as they can be written: byte by byte, 64-bit arithmetic, arrays
/// that know of every byte who owns it.  Shares with the library only the names of the faults.  The oracle of tests and fuzzing.
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
struct ndp_table {
    u64 index{}, length{}, next{}, holder{}, signature{}, capacity{}, entries{};
};
struct entry {
    u64 signature{}, ndp{}, number{}, index{}, length{};
    cdcnet::errc rejected{};  ///< none: delivered
};
struct verdict {
    reference::fault fault{};
    u64 size{}, next{};
    std::vector<reference::ndp_table> tables{};
    std::vector<reference::entry> entries{};  ///< delivered and, lenient only, rejected
};

/// Keeps its memory from block to block; a verdict is good until the next one.
class parser {
public:
    const verdict& operator()(const std::byte* data, u64 size, const options& opt) {
        data_ = data;
        size_ = size;
        opt_ = opt;
        v_.fault = {};
        v_.size = v_.next = 0;
        v_.tables.clear();
        v_.entries.clear();
        static_cast<void>(header() && chain() && collect() && bounds() && owners() && strict());
        return v_;
    }

private:
    using errc = cdcnet::errc;
    static constexpr u64 no_ndp = 0x3ff;
    static constexpr u64 no_entry = 0x3fff;

    u64 read(u64 at, u64 bytes) const {
        u64 n = 0;
        for (u64 i = 0; i < bytes; ++i) n += std::to_integer<u64>(data_[at + i]) << 8 * i;
        return n;
    }
    bool refuse(errc code, u64 offset, u64 ndp = no_ndp, u64 entry = no_entry) {
        v_.fault = {code, offset, ndp < no_ndp ? ndp : no_ndp, entry < no_entry ? entry : no_entry};
        return false;
    }
    bool refuse(errc code, const entry& e) { return refuse(code, position(e.ndp, e.number), e.ndp, e.number); }
    u64 position(u64 ndp, u64 number) const { return v_.tables[ndp].index + header_size_ + number * entry_size_; }

    bool header() {
        if (size_ < 12) return refuse(errc::need_more, size_);
        big_ = read(0, 4) == 0x686d636e;
        if (!big_ && read(0, 4) != 0x484d434e) return refuse(errc::nth_signature, 0);
        if (big_ && size_ < 16) return refuse(errc::need_more, size_);
        w_ = big_ ? 4 : 2;
        nth_ = big_ ? 16 : 12;
        header_size_ = big_ ? 16 : 8;
        entry_size_ = 2 * w_;
        if (read(4, 2) != nth_) return refuse(errc::nth_header_length, 4);
        declared_ = read(8, w_);
        length_ = declared_ != 0 ? declared_ : !big_ && size_ > 65536 ? 65536 : size_;
        if (length_ > size_) return refuse(errc::block_exceeds, 8);
        if (length_ < (big_ ? 48 : 28)) return refuse(errc::block_length, 8);
        v_.size = length_;
        const u64 rest = size_ - length_;
        if (declared_ != 0 && rest >= 12)
            if (read(length_, 4) == 0x484d434e || (read(length_, 4) == 0x686d636e && rest >= 16)) v_.next = length_;
        return true;
    }

    bool chain() {
        const u64 next_at = big_ ? 8 : 6;
        u64 holder = 8 + w_;
        u64 index = read(holder, w_);
        if (index < nth_) return refuse(errc::ndp_over_nth, holder, 0);
        while (index != 0) {
            const u64 k = v_.tables.size();
            if (index + header_size_ > length_) return refuse(errc::ndp_outside, holder, k);
            const u64 s = read(index, 4);
            if (!signature(s, 0x4d434e, 0x535049, 0x535344) && !signature(s, 0x6d636e, 0x737069, 0x737364))
                return refuse(errc::ndp_signature, index, k);
            if (signature(s, 0x6d636e, 0x737069, 0x737364) != big_) return refuse(errc::ndp_kind, index, k);
            const u64 l = read(index + 4, 2);
            const u64 next = read(index + next_at, w_);
            if (l < header_size_) return refuse(errc::ndp_length, index + 4, k);
            if (index + l > length_) return refuse(errc::table_outside, index + 4, k);
            if (next != 0 && next <= index) return refuse(errc::chain, index + next_at, k);
            v_.tables.push_back({index, l, next, holder, s, (l - header_size_) / entry_size_, 0});
            holder = index + next_at;
            index = next;
        }
        return true;
    }
    static bool signature(u64 s, u64 ncm, u64 ips, u64 dss) {
        const u64 letters = s & 0xffffff;
        const u64 last = s >> 24;
        return (letters == ncm && (last == '0' || last == '1')) || letters == ips || letters == dss;
    }

    bool collect() {
        for (u64 k = 0; k < v_.tables.size(); ++k)
            for (ndp_table& t = v_.tables[k]; t.entries < t.capacity; ++t.entries) {
                const u64 at = position(k, t.entries);
                if (read(at, w_) == 0 || read(at + w_, w_) == 0) break;
                v_.entries.push_back({t.signature, k, t.entries, read(at, w_), read(at + w_, w_)});
            }
        return true;
    }

    /// What is decided before any byte has an owner.
    bool bounds() {
        u64 sum = 0;
        for (const entry& e : v_.entries) {
            if (opt_.mode == mode::lenient) break;
            if (e.index + e.length > length_) return refuse(errc::datagram_outside, e);
            if (e.index < nth_) return refuse(errc::datagram_over_nth, e);
            sum += e.length;
            if (sum > length_) return refuse(errc::payload_exceeds, e);
        }
        return true;
    }

    /// Who owns each byte.  Those of NDPs are known first, so their number in front of each byte tells of a range at once.
    bool owners() {
        ndp_bytes_before_.assign(length_ + 1, 0);
        for (const ndp_table& t : v_.tables)
            for (u64 i = 0; i < t.length; ++i) ndp_bytes_before_[t.index + i + 1] = 1;
        for (u64 i = 0; i < length_; ++i) ndp_bytes_before_[i + 1] += ndp_bytes_before_[i];
        taken_.assign(length_, false);
        for (entry& e : v_.entries) {
            e.rejected = e.index + e.length > length_ ? errc::datagram_outside
                         : e.index < nth_             ? errc::datagram_over_nth
                         : over_ndp(e)                ? errc::datagram_over_ndp
                         : over_datagram(e)           ? errc::overlap
                                                      : errc::none;
            if (e.rejected != errc::none && opt_.mode != mode::lenient) return refuse(e.rejected, e);
            for (u64 i = 0; e.rejected == errc::none && i < e.length; ++i) taken_[e.index + i] = true;
        }
        return true;
    }
    bool over_ndp(const entry& e) const { return ndp_bytes_before_[e.index] != ndp_bytes_before_[e.index + e.length]; }
    bool over_datagram(const entry& e) const {
        for (u64 i = 0; i < e.length; ++i)
            if (taken_[e.index + i]) return true;
        return false;
    }

    bool strict() {
        if (opt_.mode != mode::strict) return true;
        if (!big_ && declared_ == 0 && size_ > 65535) return refuse(errc::block_length, 8);
        if (size_ > length_) return refuse(errc::trailing_bytes, length_);
        u64 tables_end = 0;
        for (u64 k = 0; k < v_.tables.size(); ++k) {
            const ndp_table& t = v_.tables[k];
            if (t.index % opt_.ndp_alignment != 0) return refuse(errc::alignment, t.holder, k);
            if (t.length < header_size_ + 2 * entry_size_ || t.length % entry_size_ != 0) return refuse(errc::ndp_length, t.index + 4, k);
            if (t.index < tables_end) return refuse(errc::overlap, t.index, k);
            tables_end = t.index + t.length;
        }
        std::size_t next = 0;
        for (u64 k = 0; k < v_.tables.size(); ++k) {
            const ndp_table& t = v_.tables[k];
            u64 previous = 0;
            for (; next < v_.entries.size() && v_.entries[next].ndp == k; ++next) {
                const entry& e = v_.entries[next];
                if (e.index < previous) return refuse(errc::order, e);
                if (opt_.divisor != 0 && e.index % opt_.divisor != opt_.remainder) return refuse(errc::alignment, e);
                previous = e.index;
            }
            const u64 end = position(k, t.entries);
            if (t.entries == t.capacity) return refuse(errc::terminator, end, k, t.entries);
            if (read(end, w_) != 0 || read(end + w_, w_) != 0) return refuse(errc::half_null, end, k, t.entries);
            if (t.entries + 1 != t.capacity) return refuse(errc::terminator, end, k, t.entries);
        }
        return true;
    }

    const std::byte* data_{};
    u64 size_{}, declared_{}, length_{};
    u64 w_{}, nth_{}, header_size_{}, entry_size_{};  // of the format
    options opt_{};
    verdict v_{};
    std::vector<u64> ndp_bytes_before_{};
    std::vector<char> taken_{};
    bool big_{};
};

inline verdict parse(const std::byte* data, u64 size, const options& opt) { return parser{}(data, size, opt); }

}  // namespace reference
