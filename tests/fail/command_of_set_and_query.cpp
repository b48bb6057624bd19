// SPDX-License-Identifier: BSL-1.0
// error: this structure serves set and query; pass command_type::set or command_type::query to build_command
#include <cdcnet/mbim/message.hpp>

using namespace cdcnet::mbim;

struct both {
    std::uint32_t number{};
    static constexpr command_id id{service::basic_connect, 99, operation::set | operation::query};
    using layout = fields<"BOTH", field<"Number", &both::number>>;
};

auto send(cdcnet::mutable_bytes out) {
#ifdef CDCNET_FAIL_CONTROL
    return build_command(out, transaction_id{1}, both{}, command_type::query);
#else
    return build_command(out, transaction_id{1}, both{});
#endif
}
