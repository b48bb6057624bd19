// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/reader.hpp>

using namespace cdcnet;

extern "C" {

extern const char object[sizeof(ncm::reader)]{};

bool open(ncm::reader& r, bytes transfer) { return r.open(transfer); }
bool next(ncm::reader& r, bytes& datagram) { return r.next(datagram); }
}
