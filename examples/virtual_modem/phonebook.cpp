// SPDX-License-Identifier: BSL-1.0
/// \file
/// The phonebook service.
#include "phonebook.hpp"

#include <cdcnet/mbim/services/phonebook/configuration.hpp>
#include <cdcnet/mbim/services/phonebook/delete.hpp>
#include <cdcnet/mbim/services/phonebook/read.hpp>
#include <cdcnet/mbim/services/phonebook/write.hpp>

#include "commands.hpp"
#include "text.hpp"

namespace virtual_modem {

using namespace phonebook;

namespace {

void tell_configuration(modem& m, const ticket& asked) {
    m.control.respond(asked, configuration_info{.state = phonebook_state::initialized,
                                                .number_of_entries = phonebook_store::capacity,
                                                .used_entries = static_cast<std::uint32_t>(m.book.entries.size()),
                                                .max_number_length = phonebook_store::longest_number,
                                                .max_name = phonebook_store::longest_name});
}

void read(modem& m, const ticket& asked, const read_query& wanted) {
    std::vector<phonebook_entry> list;
    for (const auto& [index, entry] : m.book.entries)
        if (wanted.filter_flag == phonebook_flag::all || index == wanted.filter_message_index)
            list.push_back({index, entry.number, entry.name});
    if (list.empty() && wanted.filter_flag == phonebook_flag::index) return m.control.respond(asked, status::invalid_memory_index);
    m.control.respond(asked, read_info{list});
}

void write(modem& m, const ticket& asked, const write_set& wanted) {
    auto& entries = m.book.entries;
    std::uint32_t index = wanted.save_index;
    if (wanted.save_flag == phonebook_write_flag::unused) {
        if (entries.size() == phonebook_store::capacity) return m.control.respond(asked, status::memory_full);
        for (index = 1; entries.contains(index);) ++index;
    }
    if (index == 0 || index > phonebook_store::capacity) return m.control.respond(asked, status::invalid_memory_index);
    if (wanted.number.size() > phonebook_store::longest_number || wanted.name.size() > phonebook_store::longest_name)
        return m.control.respond(asked, status::parameter_too_long);
    entries[index] = {kept(wanted.number), kept(wanted.name)};
    m.control.respond(asked, write_info{});
}

void remove(modem& m, const ticket& asked, const delete_set& wanted) {
    if (wanted.filter_flag == phonebook_flag::all) {
        m.book.entries.clear();
    } else if (m.book.entries.erase(wanted.filter_message_index) == 0) {
        return m.control.respond(asked, status::invalid_memory_index);
    }
    m.control.respond(asked, delete_info{});
}

}  // namespace

bool take_phonebook(modem& m, const request& r) {
    const auto with_sim = [&](auto&& act) {
        if (const status s = m.card().hindrance(); s != status::success) return m.control.respond(r.from, s);
        act();
    };
    return on<configuration_query>(m, r, [&](const auto&) { with_sim([&] { tell_configuration(m, r.from); }); }) ||
           on<read_query>(m, r, [&](const auto& wanted) { with_sim([&] { read(m, r.from, wanted); }); }) ||
           on<write_set>(m, r, [&](const auto& wanted) { with_sim([&] { write(m, r.from, wanted); }); }) ||
           on<delete_set>(m, r, [&](const auto& wanted) { with_sim([&] { remove(m, r.from, wanted); }); });
}

}  // namespace virtual_modem
