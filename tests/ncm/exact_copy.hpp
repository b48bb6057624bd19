// SPDX-License-Identifier: BSL-1.0
/// \file
/// A copy of some bytes in heap memory that ends exactly where they do.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <memory>

/// The bytes behind the last one belong to nobody: a sanitizer sees a read beyond it.
class exact_copy {
public:
    /// \param shift  how far the copy is off the alignment of the heap
    explicit exact_copy(cdcnet::bytes from, std::size_t shift = 0)
        : memory_{new std::byte[shift + from.size()]}, shift_{shift}, size_{from.size()} {
        if (size_ != 0) std::memcpy(memory_.get() + shift, from.data(), size_);
    }
    [[nodiscard]] cdcnet::bytes view() const noexcept { return {memory_.get() + shift_, size_}; }

private:
    std::unique_ptr<std::byte[]> memory_;
    std::size_t shift_;
    std::size_t size_;
};
