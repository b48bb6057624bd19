// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/writer.hpp>
#include <new>

using namespace cdcnet;
using writer = ncm::basic_writer<ncm::fixed_limits<ncm::limits{.max_size = 3200, .max_datagrams = 16, .placement = ncm::placement::front}>>;

extern "C" {

extern const char object[sizeof(writer)]{};

void begin(writer* w, const mutable_bytes& buffer) { new (w) writer{buffer, {}, ncm::stream::ethernet()}; }
ncm::admission append(writer& w, bytes datagram) { return w.append(datagram); }
mutable_bytes reserve(writer& w, std::size_t size) { return w.reserve(size); }
void commit(writer& w, std::size_t size) { w.commit(size); }
bytes finish(writer& w) { return w.finish(); }
}
