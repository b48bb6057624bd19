// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/reader.hpp>

using namespace cdcnet;
using reader = ncm::basic_reader<ncm::format::ntb16, ncm::payload::mbim>;

extern "C" {

extern const char object[sizeof(reader)]{};

bool open(reader& r, bytes transfer) { return r.open(transfer); }
bool next(reader& r, bytes& datagram) { return r.next(datagram); }
}
