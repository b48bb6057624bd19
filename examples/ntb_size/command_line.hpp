// SPDX-License-Identifier: BSL-1.0
/// \file
/// From the words of a command line to what they print.
#pragma once

#include <CLI/CLI.hpp>

#include "plot.hpp"

namespace ntb_size {

/// What a command makes: text for standard output, and the plot when one is asked for.
struct output {
    std::string text;
    std::string svg;
};

/// The command line with its defaults, as text until it is read.
class command_line {
public:
    command_line() { add_options(); }
    command_line(const command_line&) = delete;
    command_line& operator=(const command_line&) = delete;

    [[nodiscard]] CLI::App& app() noexcept { return app_; }

    /// After `app().parse`.  Throws CLI::ValidationError for what has no meaning.
    [[nodiscard]] settings read() {
        settings s = chosen_;
        s.links = read_links();
        s.transfers_per_second = positive("--transfers", s.transfers_per_second);
        for (const std::string& d : datagrams_) s.datagrams.push_back(read_load(d));
        s.mix = read_load(mix_);
        for (const std::uint64_t bits : offered_) s.offered.push_back(positive("--offered", static_cast<double>(bits) / 8));
        for (const double us : latencies_) s.latencies.push_back(positive("--latency", us) * 1e-6);
        for (const double us : timers_) s.timers.push_back(us * 1e-6);
        s.goal = static_cast<double>(goal_) / 8;
        if (format_ != "auto") s.format = format_ == "ntb16" ? ncm::format::ntb16 : ncm::format::ntb32;
        s.device.max_size = size_of("--ntb-max", ntb_max_);
        s.ntb_size = std::min(size_of("--ntb", ntb_size_), s.device.max_size);
        for (std::uint32_t size = least_ntb; size < std::min(s.device.max_size, ladder_end + 1); size *= 2) s.ntb_sizes.push_back(size);
        if (s.device.max_size <= ladder_end && (s.ntb_sizes.empty() || s.ntb_sizes.back() != s.device.max_size))
            s.ntb_sizes.push_back(s.device.max_size);
        if (s.payload == ncm::payload::ethernet && s.streams != 1)
            throw CLI::ValidationError{"--streams", "Ethernet frames are one stream"};
        if (s.tables.empty() && s.svg.empty()) s.tables = {"advice", "link", "counts", "efficiency"};
        return s;
    }

private:
    static constexpr std::uint32_t least_ntb = 2048;
    static constexpr std::uint32_t ladder_end = 262144;
    static constexpr std::uint32_t most_ntb = 1u << 20;

    template <class T>
    void add_choice(const char* name, T& target, std::map<std::string, T> names, const char* what) {
        app_.add_option(name, target, what)->transform(CLI::CheckedTransformer(std::move(names)).description(""))->type_name("NAME");
    }
    template <class T>
    CLI::Option* add_list(const char* name, std::vector<T>& target, const char* type, const char* what) {
        return app_.add_option(name, target, what)->delimiter(',')->type_name(type);
    }

    void add_options() {
        const CLI::Validator thousands = CLI::AsSizeValue{true}.description("");

        add_list("--link", links_, "LIST", "full, high (default) or super; the first is that of the tables for one link");
        app_.add_option("--rate", rate_, "Bits per second of another link instead of USB, such as 100M")
            ->transform(thousands)
            ->type_name("N");
        app_.add_option("--packet", packet_, "Its wMaxPacketSize (default 512)")
            ->check(CLI::Range(8u, 65535u).description(""))
            ->type_name("N");
        app_.add_option("--packet-overhead", packet_overhead_, "Bytes of time that each packet of it takes beside its data (default 0)")
            ->check(CLI::Range(0u, 65535u).description(""))
            ->type_name("N");
        app_.add_option("--transfers", chosen_.transfers_per_second, "Transfers per second that both sides can handle (default 8000)")
            ->type_name("N");

        add_list("--datagrams", datagrams_, "LIST", "Sizes in bytes, mixes as 40:7+576:4+1500:1, imix or acks: a column or row each");
        app_.add_option("--mix", mix_, "The same for the tables of one load (default imix)")->type_name("MIX");
        app_.add_option("--streams", chosen_.streams, "MBIM sessions that take turns (default 1)")
            ->check(CLI::Range(1, 255).description(""))
            ->type_name("N");
        add_list("--offered", offered_, "LIST", "Offered payload in bits per second (default 1M,10M,100M)")->transform(thousands);

        app_.add_option("--ntb-max", ntb_max_, "dwNtbOutMaxSize: sizes go from 2Ki to this (default 256Ki)")
            ->transform(thousands)
            ->type_name("N");
        app_.add_option("--ntb", ntb_size_, "NTB size of the tables for one size (default 16Ki)")->transform(thousands)->type_name("N");
        app_.add_option("--divisor", chosen_.device.divisor, "wNdpOutDivisor (default 4)")->type_name("N");
        app_.add_option("--remainder", chosen_.device.payload_remainder, "wNdpOutPayloadRemainder (default 0)")->type_name("N");
        app_.add_option("--alignment", chosen_.device.ndp_alignment, "wNdpOutAlignment (default 4)")->type_name("N");
        app_.add_option("--max-datagrams", chosen_.device.max_datagrams, "wNtbOutMaxDatagrams (default 0, no limit)")->type_name("N");
        add_choice<ncm::payload>("--payload", chosen_.payload, {{"ethernet", ncm::payload::ethernet}, {"mbim", ncm::payload::mbim}},
                                 "What datagrams are: ethernet frames, or mbim (default)");
        add_choice<ncm::placement>("--placement", chosen_.placement, {{"front", ncm::placement::front}, {"end", ncm::placement::end}},
                                   "Of the NDPs: front or end (default)");
        add_choice<ncm::termination>(
            "--termination", chosen_.termination,
            {{"zlp", ncm::termination::zlp}, {"pad", ncm::termination::pad}, {"always-zlp", ncm::termination::always_zlp}},
            "Of transfers that are a multiple of the packet size: zlp (default), pad or always-zlp");
        app_.add_option("--format", format_, "ntb16, ntb32 or auto (default): NTB16 up to 64 KiB")
            ->check(CLI::IsMember({"auto", "ntb16", "ntb32"}).description(""))
            ->type_name("NAME");

        add_list("--latency", latencies_, "LIST", "Latency budgets in microseconds (default 1000)");
        add_list("--timer", timers_, "LIST", "Flush timers in microseconds (default 0,125,300,400)")
            ->check(CLI::NonNegativeNumber.description(""));
        app_.add_option("--goal", goal_, "Payload in bits per second to reach (default: 95 % of the best within the budget)")
            ->transform(thousands)
            ->type_name("N");

        std::string names;
        for (const auto& [name, make] : tables()) names += (names.empty() ? "" : ", ") + name;
        table_help_ = "What to print: " + names + " (default advice, link, counts, efficiency)";
        app_.add_option("--table", chosen_.tables, table_help_)
            ->delimiter(',')
            ->check(CLI::IsMember(&tables()).description(""))
            ->type_name("LIST");
        app_.add_flag("--markdown", chosen_.markdown, "Print as Markdown");
        app_.add_option("--svg", chosen_.svg, "Write the plot: efficiency, throughput and latency by NTB size")->type_name("FILE");
        app_.add_option("--refresh", chosen_.refresh, "Replace in a Markdown file what its commands print, and the plots they write")
            ->check(CLI::ExistingFile.description(""))
            ->type_name("FILE");
    }

    [[nodiscard]] std::vector<bus> read_links() const {
        if (rate_ != 0) return {bus::of_rate(static_cast<double>(rate_), packet_, packet_overhead_)};
        std::vector<bus> out;
        for (const std::string& name : links_) {
            const auto* const found =
                std::find_if(usb_buses.begin(), usb_buses.end(), [&](const bus& l) { return l.name == name + " speed"; });
            if (found == usb_buses.end()) throw CLI::ValidationError{"--link", name + " is not full, high or super"};
            out.push_back(*found);
        }
        return out;
    }
    [[nodiscard]] static load read_load(const std::string& text) {
        if (auto l = load_of(text)) return *std::move(l);
        throw CLI::ValidationError{"--datagrams, --mix", text + " is neither a size nor a mix"};
    }
    [[nodiscard]] static double positive(const char* option, double value) {
        if (value > 0) return value;
        throw CLI::ValidationError{option, "must be above 0"};
    }
    [[nodiscard]] static std::uint32_t size_of(const char* option, std::uint64_t size) {
        if (size >= least_ntb && size <= most_ntb) return static_cast<std::uint32_t>(size);
        throw CLI::ValidationError{option, "NTB sizes are 2Ki to 1Mi"};
    }

    CLI::App app_{"Helps to choose NTB size, datagram limit and flush timer of an NCM or MBIM link.", "ntb_size"};
    settings chosen_;
    std::string table_help_;
    std::vector<std::string> links_{"high"};
    std::uint64_t rate_{};
    std::uint32_t packet_{512};
    std::uint32_t packet_overhead_{};
    std::vector<std::string> datagrams_{"40", "128", "576", "1500", "imix"};
    std::string mix_{"imix"};
    std::vector<std::uint64_t> offered_{1'000'000, 10'000'000, 100'000'000};
    std::uint64_t ntb_max_{ladder_end};
    std::uint64_t ntb_size_{16384};
    std::string format_{"auto"};
    std::vector<double> latencies_{1000};
    std::vector<double> timers_{0, 125, 300, 400};
    std::uint64_t goal_{};
};

/// What `s` asks for, but for its `refresh`.
[[nodiscard]] inline output run(const settings& s) {
    output out;
    for (const std::string& name : s.tables) {
        if (!out.text.empty()) out.text += '\n';
        out.text += to_text(tables().at(name)(s), s.markdown);
    }
    if (!s.svg.empty()) {
        out.svg = to_svg(s);
        if (s.markdown) out.text += fmt::format("![Efficiency, throughput and latency against NTB size]({})\n", s.svg);
    }
    return out;
}

}  // namespace ntb_size
