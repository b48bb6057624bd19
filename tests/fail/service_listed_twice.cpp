// SPDX-License-Identifier: BSL-1.0
// error: a service is listed once, with all its messages
#include <cdcnet/mbim/catalogue.hpp>

using namespace cdcnet::mbim;

#ifdef CDCNET_FAIL_CONTROL
using known = all_services;
#else
using known = joined_services<all_services, service_list<service_messages<service::basic_connect, basic_connect::messages>>>;
#endif

auto find() { return find_message<known>(service::basic_connect, 1, operation::query, release::v1); }
