// SPDX-License-Identifier: BSL-1.0
#include <charconv>

#include "client.hpp"
#include "commands.hpp"

namespace mbimctl {

namespace {

cdcnet::uuid service_named(const std::string& name) {
    if (const auto id = cdcnet::uuid::parse(name)) return *id;
    for (const mbim::service_info& s : mbim::services)
        if (s.key == name) return s.id;
    throw usage_error{fmt::format("'{}' is neither a UUID nor a service such as basic_connect", name)};
}

/// A number, or a name such as DEVICE_CAPS.
std::uint32_t cid_named(const cdcnet::uuid& service, const std::string& name) {
    std::uint32_t number = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (fault == std::errc{} && end == name.data() + name.size()) return number;
    if (const mbim::service_info* const known = mbim::find_service(service))
        for (const mbim::cid_info& one : *known)
            if (one.name == name) return one.cid;
    throw usage_error{fmt::format("'{}' is neither a number nor a CID of the service, such as DEVICE_CAPS", name)};
}

}  // namespace

int raw(const client& c, const raw_arguments& r) {
    const auto information = from_hex(r.information);
    const auto type = r.operation == "set" ? mbim::command_type::set : mbim::command_type::query;
    const cdcnet::uuid service = service_named(r.service);
    const answer a = c.modem.ask(mbim::command_msg{service, cid_named(service, r.cid), type, information});
    record shown = record_of<>(c, a);
    shown.declared = find_structure(a.service, a.cid, mbim::operation::response, c.modem.agreed());
    shown.redacted = !c.show_secrets && shown.declared.layout != nullptr;
    return finish(c, shown);
}

int watch(const client& c, std::optional<std::uint64_t> count) {
    for (std::uint64_t seen = 0; seen != count; ++seen) {
        const auto news = c.modem.next_news();
        if (!news) break;
        record shown{
            .service = news->service, .cid = news->cid, .operation = mbim::operation::notification, .information = news->information};
        shown.declared = find_structure(news->service, news->cid, mbim::operation::notification, c.modem.agreed());
        shown.titled = true;
        shown.redacted = !c.show_secrets;
        print(shown, c.shape);
    }
    return exit_done;
}

}  // namespace mbimctl
