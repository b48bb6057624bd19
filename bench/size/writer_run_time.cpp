// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/writer.hpp>
#include <new>

using namespace cdcnet;
using writer = ncm::writer;

extern "C" {

extern const char object[sizeof(writer)]{};

void begin(writer* w, const mutable_bytes& buffer, const ncm::limits& l) { new (w) writer{buffer, l, ncm::stream::ethernet()}; }
ncm::admission append(writer& w, bytes datagram) { return w.append(datagram); }
bytes finish(writer& w) { return w.finish(); }
}
