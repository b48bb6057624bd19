// SPDX-License-Identifier: BSL-1.0
/// \file
/// Messages and blocks that stand one after the other in plain bytes.
#pragma once

#include "control_channel.hpp"
#include "data_channel.hpp"
#include "report.hpp"

namespace cdcdump {

/// Takes bytes that carry no USB context: from a text, from a raw file, or the payload of a named dissector.
class byte_run {
public:
    byte_run(cdcnet::mbim::release fallback, report& out) : control_{fallback}, out_{out} {}

    /// What may stand behind the last message or block.
    enum class tail : std::uint8_t {
        padding,  ///< anything: logs print padding and stale bytes behind a message
        nothing,  ///< nothing: a file ends with a message or a block
    };

    /// Takes a run of messages and blocks.
    void take(cdcnet::bytes data, origin where, tail behind);
    /// Takes one transfer that is known to be a control message or a fragment.
    void take_control(cdcnet::bytes message, origin where, bool cut);
    /// Takes one transfer that is known to hold NTBs.
    void take_bulk(cdcnet::bytes transfer, origin where, bool cut);
    /// The input ends.
    void finish();

private:
    control_channel control_;
    data_channel data_;
    report& out_;
};

}  // namespace cdcdump
