// SPDX-License-Identifier: BSL-1.0
// error: array_view holds structures of fixed size, without text, lists or references; use ref_list or record_list
#include <cdcnet/mbim/codec.hpp>

using namespace cdcnet::mbim;

struct provider {
    cdcnet::utf16 name{};
    using layout = fields<"PROVIDER", field<"Name", &provider::name>>;
};

struct providers {
#ifdef CDCNET_FAIL_CONTROL
    ref_list<provider> list{};
#else
    array_view<provider> list{};
#endif
    using layout = fields<"PROVIDERS", count<"Count", &providers::list>, field<"List", &providers::list>>;
};

auto read(cdcnet::bytes wire) { return parse<providers>(wire); }
