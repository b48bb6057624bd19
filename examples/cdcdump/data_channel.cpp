// SPDX-License-Identifier: BSL-1.0
#include "data_channel.hpp"

#include <cdcnet/ncm/crc.hpp>
#include <fmt/format.h>

namespace cdcdump {

namespace ncm = cdcnet::ncm;
using cdcnet::bytes;
using cdcnet::load_le;

namespace {

/// A block that would end beyond this is taken for damage, not for one that continues: what waits is bounded by it.
constexpr std::uint64_t longest_transfer = std::uint64_t{16} << 20;

bool is_wide(bytes data) noexcept {
    return data.size() >= 4 && load_le<std::uint32_t>(data.data()) == ncm::layout<ncm::format::ntb32>::nth_signature;
}

/// The length that a block announces; 0 when that is "to the end of the transfer".
std::uint64_t announced_length(bytes data) noexcept {
    const std::byte* field = data.data() + ncm::at::nth_block_length;
    return is_wide(data) ? load_le<std::uint32_t>(field) : load_le<std::uint16_t>(field);
}

std::uint64_t least_length(bytes data) noexcept {
    return ncm::sizes_of(is_wide(data) ? ncm::format::ntb32 : ncm::format::ntb16).min_block();
}

/// Which field an error is about, in the specification's names.
std::string field_of(cdcnet::error e, bool wide) {
    using cdcnet::errc;
    const auto in_ndp = [&](std::string_view field) { return fmt::format("NDP {} {}", e.where().ndp(), field); };
    const std::string_view next = wide ? "dwNextNdpIndex" : "wNextNdpIndex";
    switch (e.code()) {
        case errc::nth_signature: return "NTH dwSignature";
        case errc::nth_header_length: return "NTH wHeaderLength";
        case errc::block_exceeds:
        case errc::block_length: return wide ? "NTH dwBlockLength" : "NTH wBlockLength";
        case errc::ndp_over_nth: return wide ? "NTH dwNdpIndex" : "NTH wNdpIndex";
        case errc::ndp_outside:
            if (e.where().ndp() == 0) return wide ? "NTH dwNdpIndex" : "NTH wNdpIndex";
            return fmt::format("NDP {} {}", e.where().ndp() - 1, next);
        case errc::ndp_signature:
        case errc::ndp_kind: return in_ndp("dwSignature");
        case errc::ndp_length:
        case errc::table_outside: return in_ndp("wLength");
        case errc::chain: return in_ndp(next);
        case errc::datagram_outside:
        case errc::datagram_over_nth:
        case errc::datagram_over_ndp:
        case errc::payload_exceeds:
        case errc::overlap: return fmt::format("NDP {} entry {}", e.where().ndp(), e.where().entry());
        default: return {};
    }
}

}  // namespace

bool begins_ntb(bytes data) noexcept {
    for (const ncm::format f : {ncm::format::ntb16, ncm::format::ntb32}) {
        const ncm::sizes& s = ncm::sizes_of(f);
        if (data.size() >= s.nth && load_le<std::uint32_t>(data.data()) == s.nth_signature &&
            load_le<std::uint16_t>(data.data() + ncm::at::nth_header_length) == s.nth)
            return true;
    }
    return false;
}

void data_channel::take(bytes data, const origin& where, bool cut, report& out) {
    if (!pending_.empty() && (data.empty() || begins_ntb(data))) flush(out);
    if (data.empty()) return;

    where_ = where;
    ++urbs_;
    bytes transfer = data;
    if (!pending_.empty()) {
        pending_.insert(pending_.end(), data.begin(), data.end());
        transfer = pending_;
    }
    // A short packet ends the transfer; whole packets alone do not.
    if (!cut && data.size() % packet_size_ == 0 && goes_on(transfer)) {
        if (pending_.empty()) pending_.assign(data.begin(), data.end());
        return;
    }
    parse(transfer, cut, out);
    end_transfer();
}

/// True when the last block of a transfer announces more bytes than there are.  Blocks that were whole with an earlier URB are not looked
/// at again, and behind one that is too short to be a block there is none: a parser would not go on either.
bool data_channel::goes_on(bytes transfer) noexcept {
    while (begins_ntb(transfer.subspan(last_block_))) {
        const bytes rest = transfer.subspan(last_block_);
        const std::uint64_t length = announced_length(rest);
        if (length < least_length(rest)) return false;
        if (length > rest.size()) return last_block_ + length <= longest_transfer;
        last_block_ += static_cast<std::size_t>(length);
    }
    return false;
}

void data_channel::flush(report& out) {
    if (!pending_.empty()) parse(pending_, false, out);
    end_transfer();
}

void data_channel::end_transfer() noexcept {
    pending_.clear();
    last_block_ = 0;
    urbs_ = 0;
}

void data_channel::restart(report& out) {
    flush(out);
    sequence_.restart();
}

void data_channel::parse(bytes transfer, bool cut, report& out) {
    if (scratch_.size() < ncm::scratch_size(transfer.size())) scratch_.resize(ncm::scratch_size(transfer.size()));
    // Lenient: a faulty datagram is told as such and does not cost its neighbours.
    const ncm::parse_options options{.mode = ncm::mode::lenient, .scratch = scratch_};
    const ncm::transfer blocks{transfer, options};
    for (auto block = blocks.begin(); block != blocks.end(); ++block) {
        if (*block) {
            deliver(**block, out);
            if (!(*block)->has_rejects()) continue;
            std::size_t rejected = 0;
            cdcnet::error first{};
            for (const ncm::entry entry : (*block)->entries()) {
                if (!entry.fault) continue;
                if (rejected++ == 0) first = entry.fault;
            }
            out.fault({where_, "NTB", first.shifted(block.offset()), field_of(first, is_wide((*block)->bytes())),
                       rejected > 1 ? fmt::format("and {} more datagrams", rejected - 1) : std::string{}, (*block)->bytes()});
        } else {
            const cdcnet::error e = block->error();
            const bytes rest = transfer.subspan(block.offset());
            out.fault({where_, "NTB", e, field_of(e, is_wide(rest)), cut ? "the capture kept only the front of the transfer" : "", rest});
        }
    }
}

void data_channel::deliver(const ncm::ntb& ntb, report& out) {
    block_record record{where_, ntb, urbs_, max_size_};
    const std::uint64_t gaps = sequence_.gaps();
    record.missed = sequence_.observe(ntb.sequence());
    record.repeated = sequence_.gaps() != gaps && record.missed == 0;
    for (const ncm::datagram d : ntb) {
        if (!d.stream.has_crc()) continue;
        ++record.crc_checked;
        if (!ncm::check_crc(d)) ++record.crc_failed;
    }
    out.block(record);
}

}  // namespace cdcdump
