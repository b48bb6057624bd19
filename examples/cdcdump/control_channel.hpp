// SPDX-License-Identifier: BSL-1.0
/// \file
/// Control messages out of the transfers of one function, both directions.
#pragma once

#include <cstdint>
#include <vector>

#include "report.hpp"

namespace cdcdump {

/// The control channel of one MBIM function: joins fragments and knows the release that its messages follow.
class control_channel {
public:
    /// \param fallback  release until the channel shows another one
    explicit control_channel(cdcnet::mbim::release fallback) : release_{fallback} {}

    /// Takes a release from bcdMBIMExtendedVersion or from the answer to VERSION; the highest one counts.
    void learn_release(std::uint16_t bcd) noexcept;

    /// Takes one transfer: a message or a fragment of one.
    /// \param cut  the capture kept only the front of the transfer
    void take(cdcnet::bytes transfer, const origin& where, bool cut, report& out);

    /// Reports fragments whose successors are missing, and forgets them.
    void flush(report& out);

private:
    /// A message of which fragments are still to come.
    struct pending {
        cdcnet::mbim::message_type type{};
        cdcnet::mbim::transaction_id transaction{};
        std::uint32_t total{};
        std::uint32_t next{};
        origin where{};
        std::vector<std::byte> bytes{};
    };

    void join(const cdcnet::mbim::message& fragment, const origin& where, report& out);
    void deliver(const cdcnet::mbim::message& m, std::uint32_t fragments, const origin& where, report& out);
    void incomplete(const pending& p, report& out) const;

    cdcnet::mbim::release release_;
    bool release_known_{};
    std::vector<pending> pending_;
};

}  // namespace cdcdump
