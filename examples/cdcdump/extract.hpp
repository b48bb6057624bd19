// SPDX-License-Identifier: BSL-1.0
/// \file
/// The datagrams of each stream in a capture file of its own.
#pragma once

#include <pcap/pcap.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "report.hpp"

namespace cdcdump {

/// Writes `ips0.pcap`, `dss3.pcap`, `ethernet.pcap` and so on into a folder: raw IP packets, Ethernet frames without their
/// CRC, and device service datagrams with a private link type.  The names begin with the device, `1.2-ips0.pcap`, and
/// with the name of the input where there are several.
class extract : public report {
public:
    /// Makes the folder when it is not there.  Throws `std::runtime_error`.
    /// \param several_inputs  put their names in front
    extract(std::string folder, bool several_inputs);
    ~extract() override;

    void begin_input(std::string_view name) override;
    void block(const block_record& r) override;
    void finish() override;

    /// A written file.
    struct file {
        std::string path;
        std::uint64_t datagrams{};
    };
    [[nodiscard]] std::vector<file> files() const;

private:
    struct pcap_closer {
        void operator()(pcap_t* p) const noexcept { pcap_close(p); }
    };
    struct dump_closer {
        void operator()(pcap_dumper_t* d) const noexcept { pcap_dump_close(d); }
    };
    struct target {
        std::unique_ptr<pcap_t, pcap_closer> link;
        std::unique_ptr<pcap_dumper_t, dump_closer> dump;
        file written;
    };
    /// Bus, device, kind of stream and session.
    using key = std::uint64_t;

    target& target_of(const origin& where, cdcnet::ncm::stream s);

    std::string folder_;
    std::string prefix_;
    bool several_inputs_;
    std::map<key, target> targets_;
    std::vector<file> closed_;
};

}  // namespace cdcdump
