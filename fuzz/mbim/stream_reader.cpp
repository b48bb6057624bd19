// SPDX-License-Identifier: BSL-1.0
/// \file
/// Frames out of a stream, in pieces of any size, against a search over the whole of it.  The first byte chooses the memory, the
/// second the pieces; the rest is the stream.
#include <cdcnet/mbim/stream_reader.hpp>

#include "frames.hpp"

using namespace fuzz;

namespace {

struct found {
    std::vector<std::vector<std::byte>> frames{};
    std::uint64_t skipped{};
};

bool is_type(std::uint32_t type) {
    switch (type) {
        case 1:
        case 2:
        case 3:
        case 4:
        case 0x80000001:
        case 0x80000002:
        case 0x80000003:
        case 0x80000004:
        case 0x80000007: return true;
        default: return false;
    }
}

found search(const std::vector<std::byte>& stream, std::size_t memory) {
    found f;
    for (std::size_t at = 0; stream.size() - at >= 8;) {
        const auto length = load_le<std::uint32_t>(stream.data() + at + 4);
        if (!is_type(load_le<std::uint32_t>(stream.data() + at)) || length < 12 || length > memory) {
            ++at;
            ++f.skipped;
            continue;
        }
        if (length > stream.size() - at) break;
        const auto begin = stream.begin() + static_cast<std::ptrdiff_t>(at);
        f.frames.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(length));
        at += length;
    }
    return f;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    script in{data, size};
    std::vector<std::byte> memory(12 + in.u8());
    std::uint32_t random = in.u8();
    const auto stream = in.octets(size);
    const found want = search(stream, memory.size());

    stream_reader reader{memory};
    std::size_t frames = 0;
    for (std::size_t at = 0; at < stream.size();) {
        const mutable_bytes room = reader.room();
        require(!room.empty(), "no room for more");
        random = random * 1103515245 + 12345;
        const std::size_t n = std::min({room.size(), stream.size() - at, std::size_t{1} + (random >> 16) % 64});
        std::copy_n(stream.begin() + static_cast<std::ptrdiff_t>(at), n, room.begin());
        reader.received(n);
        at += n;
        for (bytes frame = reader.next(); !frame.empty(); frame = reader.next()) {
            require(frames < want.frames.size(), "more frames than there are");
            require(equal(frame, bytes{want.frames[frames++]}), "another frame");
        }
    }
    require(frames == want.frames.size(), "fewer frames than there are");
    require(reader.skipped() == want.skipped, "another number of bytes skipped");
    return 0;
}
