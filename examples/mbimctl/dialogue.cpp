// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <cdcnet/mbim/services/ussd/ussd.hpp>
#include <cdcnet/mbim/text/ussd.hpp>

#include "client.hpp"
#include "commands.hpp"

namespace mbimctl {

using namespace mbim::ussd;

int ussd(const client& c, const ussd_arguments& u) {
    if (u.cancel != u.text.empty()) throw usage_error{"A text, or --cancel"};
    const std::u16string text = wide(u.text);
    std::array<std::byte, max_payload> room{};
    const auto encoded = encode(text, room);
    if (!encoded) throw usage_error{"The text is too long"};
    ussd_set set{u.reply ? ussd_action::continue_ : ussd_action::initiate, encoded->data_coding_scheme, encoded->payload};
    if (u.cancel) set = {ussd_action::cancel, 0, {}};

    const answer a = c.modem.ask(set);
    record shown = record_of<ussd_info>(c, a);
    if (const auto info = a.read<ussd_info>(c.modem.agreed())) {
        std::u16string decoded(info->payload.size() * 8 / 7 + 1, u'\0');
        if (const auto out = decode(info->data_coding_scheme, info->payload, decoded); out && !out->empty())
            shown.decoded.push_back({{"Text", narrow(*out), fact::text}});
    }
    return finish(c, shown);
}

}  // namespace mbimctl
