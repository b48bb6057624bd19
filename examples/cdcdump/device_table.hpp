// SPDX-License-Identifier: BSL-1.0
/// \file
/// What is known of each device of a capture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <utility>

namespace cdcdump {

/// Devices that a table remembers: eight buses full of them.
inline constexpr std::size_t most_devices = 1024;

/// Devices by bus and address.  Of more than `most_devices` the one that was not seen for longest makes room: a capture in which every
/// packet names another device must not take more memory than what it is the capture of.
template <class Device>
class device_table {
public:
    /// The device with this address.
    /// \param make    makes one that is not known, as a `std::unique_ptr<Device>`
    /// \param forget  is told of the one that makes room, before it goes
    template <class Make, class Forget>
    Device& at(std::uint16_t bus, std::uint8_t address, Make make, Forget forget) {
        const key wanted{bus, address};
        const auto found = entries_.find(wanted);
        if (found != entries_.end()) {
            by_age_.splice(by_age_.end(), by_age_, found->second.age);
            return *found->second.device;
        }
        if (entries_.size() == most_devices) {
            forget(*entries_.at(by_age_.front()).device);
            entries_.erase(by_age_.front());
            by_age_.pop_front();
        }
        by_age_.push_back(wanted);
        return *entries_.emplace(wanted, entry{make(), std::prev(by_age_.end())}).first->second.device;
    }

    /// Takes a device out that is there.
    void erase(std::uint16_t bus, std::uint8_t address) {
        const auto found = entries_.find(key{bus, address});
        by_age_.erase(found->second.age);
        entries_.erase(found);
    }
    void clear() {
        entries_.clear();
        by_age_.clear();
    }

    /// In the order of buses and addresses.
    template <class Take>
    void each(Take take) {
        for (auto& one : entries_) take(*one.second.device);
    }
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
    using key = std::pair<std::uint16_t, std::uint8_t>;
    struct entry {
        std::unique_ptr<Device> device;
        std::list<key>::iterator age;
    };

    std::map<key, entry> entries_;
    std::list<key> by_age_;  ///< the one that was not seen for longest in front
};

}  // namespace cdcdump
