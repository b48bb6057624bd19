// SPDX-License-Identifier: BSL-1.0
#include "control_channel.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "message_facts.hpp"

namespace cdcdump {

namespace mbim = cdcnet::mbim;
using cdcnet::bytes;
using cdcnet::errc;

namespace {

/// More messages than this are not in the making at the same time; what is older will not be completed.
constexpr std::size_t most_pending = 16;

/// A message that grows beyond this is damage or an attack.
constexpr std::size_t longest_message = std::size_t{1} << 20;

constexpr std::string_view item = "control message";

/// MBIMEX VERSION tells the release in the second half of its answer.
constexpr std::uint32_t version_cid = 15;
constexpr std::size_t extended_version_offset = 2;

bool tells_version(const mbim::message& m, const message_facts& facts) noexcept {
    return m.type() == mbim::message_type::command_done && facts.status == 0 && facts.cid == version_cid && facts.service_id &&
           mbim::canonical_service(*facts.service_id) == mbim::service::ms_basic_connect_extensions &&
           facts.information.size() >= extended_version_offset + sizeof(std::uint16_t);
}

}  // namespace

void control_channel::learn_release(std::uint16_t bcd) noexcept {
    const mbim::release told = mbim::release_of(bcd);
    release_ = release_known_ ? std::max(release_, told) : told;
    release_known_ = true;
}

void control_channel::take(bytes transfer, const origin& where, bool cut, report& out) {
    out.frame({where, transfer, cut});
    const auto m = mbim::message::parse(transfer);
    if (!m) {
        const std::string detail = cut ? "the capture kept only the front of the transfer" : "";
        out.fault({where, item, m.error(), header_field(m.error(), transfer), detail, transfer, facts_of_front(transfer)});
    } else if (m->is_whole()) {
        deliver(*m, 1, where, out);
    } else {
        join(*m, where, out);
    }
}

void control_channel::join(const mbim::message& fragment, const origin& where, report& out) {
    const auto same = [&](const pending& p) { return p.type == fragment.type() && p.transaction == fragment.transaction(); };
    auto found = std::find_if(pending_.begin(), pending_.end(), same);
    const mbim::fragment_header& place = fragment.fragment();

    if (place.current == 0) {
        if (found != pending_.end()) {
            incomplete(*found, out);
            pending_.erase(found);
        } else if (pending_.size() == most_pending) {
            incomplete(pending_.front(), out);
            pending_.erase(pending_.begin());
        }
        const bytes whole = fragment.bytes();
        pending_.push_back({fragment.type(), fragment.transaction(), place.total, 1, where, {whole.begin(), whole.end()}});
        return;
    }

    const bool next = found != pending_.end() && place.total == found->total && place.current == found->next;
    if (!next || found->bytes.size() + fragment.body().size() > longest_message) {
        out.fault({where,
                   item,
                   {next ? errc::too_large : errc::fragment, mbim::message_header::size},
                   next ? "MessageLength" : "CurrentFragment",
                   next ? "" : "this fragment does not follow the one before",
                   fragment.bytes(),
                   facts_of_front(fragment.bytes())});
        if (found != pending_.end()) pending_.erase(found);
        return;
    }
    const bytes more = fragment.body();
    found->bytes.insert(found->bytes.end(), more.begin(), more.end());
    if (++found->next != found->total) return;

    // With the headers of a message in one piece it is one.
    pending done = std::move(*found);
    pending_.erase(found);
    cdcnet::store_le(done.bytes.data() + 4, static_cast<std::uint32_t>(done.bytes.size()));
    cdcnet::store_le(done.bytes.data() + mbim::message_header::size, std::uint32_t{1});
    if (const auto m = mbim::message::parse(done.bytes)) deliver(*m, done.total, where, out);
}

void control_channel::deliver(const mbim::message& m, std::uint32_t fragments, const origin& where, report& out) {
    message_facts facts = facts_of(m);
    if (const field_fault fault = check_fields(m, release_)) {
        out.fault({where, item, fault.error, fault.field, {}, m.bytes(), std::move(facts)});
        return;
    }
    if (tells_version(m, facts)) learn_release(cdcnet::load_le<std::uint16_t>(facts.information.data() + extended_version_offset));
    out.control({where, m, facts, release_, fragments});
}

void control_channel::incomplete(const pending& p, report& out) const {
    out.fault({p.where,
               item,
               {errc::not_whole, mbim::message_header::size},
               "TotalFragments",
               fmt::format("{} of {} fragments came", p.next, p.total),
               p.bytes,
               facts_of_front(p.bytes)});
}

void control_channel::flush(report& out) {
    for (const pending& p : pending_) incomplete(p, out);
    pending_.clear();
}

}  // namespace cdcdump
