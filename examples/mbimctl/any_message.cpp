// SPDX-License-Identifier: BSL-1.0
#include "any_message.hpp"

#include <algorithm>
#include <cdcnet/mbim/catalogue.hpp>

namespace mbimctl {

namespace mbim = cdcnet::mbim;

namespace {

bool has_personal_fields(const mbim::layout_names& names) {
    return std::any_of(names.fields, names.fields + names.count, [](const mbim::field_name& field) {
        return field.personal || (field.structure != nullptr && has_personal_fields(*field.structure));
    });
}

}  // namespace

structure find_structure(const cdcnet::uuid& service, std::uint32_t cid, mbim::operation o, mbim::release r) {
    const mbim::catalogue_entry* const entry = mbim::find_message(service, cid, o, r);
    return entry == nullptr ? structure{} : structure{&entry->layout(r), entry->names};
}

bool is_personal(const structure& s) { return s.names == nullptr || has_personal_fields(*s.names); }

}  // namespace mbimctl
