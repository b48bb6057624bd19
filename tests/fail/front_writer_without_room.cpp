// SPDX-License-Identifier: BSL-1.0
// error: cdcnet: a writer that puts the NDP in front needs limits::max_datagrams
#include <cdcnet/ncm/writer.hpp>

using namespace cdcnet::ncm;

#ifdef CDCNET_FAIL_CONTROL
using device_limits = fixed_limits<limits{.max_datagrams = 8, .placement = placement::front}>;
#else
using device_limits = fixed_limits<limits{.placement = placement::front}>;
#endif

basic_writer<device_limits> make(cdcnet::mutable_bytes buffer) { return {buffer, {}, stream::ethernet()}; }
