// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as QMUX frames: no view leaves the input, and what is read can be built again.  The input counts twice: as a
/// stream of frames, and as a message behind the header of a frame that fits it, so that the TLVs are reached at once.
#include <cdcnet/qmi/qmux.hpp>

#include <vector>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using fuzz::is_part_of;
using namespace cdcnet::qmi;

void tlvs_in(const tlv_list& tlvs, bytes raw) {
    std::size_t total = 0;
    for (const tlv t : tlvs) {
        PROPERTY(is_part_of(t.value, raw));
        PROPERTY(tlvs.find(t.type));
        total += tlv::header_size + t.value.size();
    }
    PROPERTY(total == tlvs.encoded_size() && total <= raw.size());
    const auto ended = operation_result::in(tlvs);
    if (ended) PROPERTY(equal(bytes{ended->build()}, *tlvs.find(result_tlv)));
}

/// The frame at the start of `raw`.  \return its size, 0 when there is none
std::size_t one_frame(bytes raw) {
    const auto f = frame::parse(raw);
    if (!f) {
        PROPERTY(f.error().offset() <= raw.size());
        return 0;
    }
    PROPERTY(f->size() <= raw.size() && is_part_of(f->message, raw));
    std::vector<std::byte> room(f->size());
    const auto framed = build(mutable_bytes{room}, *f);
    PROPERTY(framed && equal(*framed, raw.first(f->size())));
    PROPERTY(build(mutable_bytes{room}.first(f->size() - 1), *f).error() == error::no_space(f->size()));

    const auto m = message::parse(*f);
    if (!m) {
        PROPERTY(m.error().code() != errc::need_more && m.error().offset() <= f->size());
        return f->size();
    }
    static_cast<void>(name_of(f->header.service));
    static_cast<void>(name_of(m->kind(f->header.service)));
    tlvs_in(m->tlvs, raw);
    const auto built = build(mutable_bytes{room}, f->header, *m);
    PROPERTY(built && equal(*built, raw.first(f->size())));
    PROPERTY(build(mutable_bytes{room}.first(f->size() - 1), f->header, *m).error() == error::no_space(f->size()));
    return f->size();
}

void as_stream(bytes raw) {
    while (const std::size_t size = one_frame(raw)) raw = raw.subspan(size);
}

/// The input behind a header whose length fits; the service is the first byte's.
void as_message(bytes raw) {
    const auto service = raw.empty() ? service_type{} : static_cast<service_type>(raw[0]);
    std::vector<std::byte> whole(frame_header::size + raw.size());
    const auto built = build(mutable_bytes{whole}, frame{{.service = service}, raw});
    PROPERTY(built.has_value() == (raw.size() <= 0xffff - 5));
    if (built) PROPERTY(one_frame(*built) == whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    as_stream(raw);
    as_message(raw);
    const error e = tlv_list::check(raw);
    PROPERTY(e ? e.offset() <= raw.size() : true);
    if (!e) tlvs_in(tlv_list::over_checked(raw), raw);
    return 0;
}
