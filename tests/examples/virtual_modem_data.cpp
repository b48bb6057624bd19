// SPDX-License-Identifier: BSL-1.0
/// \file
/// The data plane of virtual_modem: what goes in and out in NTBs, and what the control plane says of it.
#ifdef CDCNET_VIRTUAL_MODEM
#include <arpa/inet.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>

#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_packet_filters.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_statistics.hpp>

#include "examples/ntb_host.hpp"
#include "examples/virtual_modem_contexts.hpp"

using namespace virtual_modem_test;
using namespace ntb_host;

namespace {

/// A modem, and a host at both of its sockets with sessions 0 and 3.
class connected {
public:
    explicit connected(const std::string& options = {}, utf16 access_string = u"internet")
        : modem_{"--pace 5 --data-socket '" + folder_.file("data") + "' --ntb-log '" + log() + "' " + options + " 2>'" +
                     folder_.file("errors") + "'",
                 "--socket"} {
        register_and_attach(host);
        CHECK(connect(host, 0, access_string).status == status::success);
        CHECK(connect(host, 3, access_string).status == status::success);
    }

    /// Sends blocks, and collects the datagrams that come back.
    std::vector<sent> exchange(const octets& block, std::size_t answers) {
        data.send(block);
        std::vector<sent> all;
        while (all.size() < answers) {
            const octets back = data.receive();
            REQUIRE_FALSE(back.empty());
            const read_block read{format, back};
            CHECK(read.sequence == next_sequence++);
            largest_block = std::max(largest_block, back.size());
            all.insert(all.end(), read.datagrams.begin(), read.datagrams.end());
        }
        CHECK(all.size() == answers);
        return all;
    }
    /// The same; the answers are those to the datagrams, each session's in their order.
    void ping(const std::vector<sent>& list) {
        const std::vector<sent> answers = exchange(write_block(format, 0, list), list.size());
        for (const std::uint8_t session : {std::uint8_t{0}, std::uint8_t{3}}) {
            const auto of_session = [session](const std::vector<sent>& all) {
                std::vector<octets> own;
                for (const sent& s : all)
                    if (s.session == session) own.push_back(s.datagram);
                return own;
            };
            const auto asked = of_session(list);
            const auto answered = of_session(answers);
            REQUIRE(answered.size() == asked.size());
            for (std::size_t i = 0; i < asked.size(); ++i) check_answer(asked[i], answered[i]);
        }
    }
    bc::packet_statistics_info statistics() { return host.ask(bc::packet_statistics_query{}).read<bc::packet_statistics_info>(); }

    [[nodiscard]] std::string log() const { return folder_.file("ntbs"); }
    [[nodiscard]] std::string errors() const {
        std::ifstream in{folder_.file("errors")};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    [[nodiscard]] std::string data_path() const { return folder_.file("data"); }
    int end() { return modem_.end(); }

    layout format{ntb16};
    std::uint32_t next_sequence{};
    std::size_t largest_block{};

private:
    scratch_folder folder_{folder_name()};
    modem_process modem_;

public:
    library_host host{modem_};
    data_socket data{data_path()};
};

const octets somewhere4{93, 184, 216, 34};
octets somewhere6() { return {0x26, 0x06, 0x28, 0, 0x02, 0x20, 0, 1, 2, 0x48, 0x18, 0x93, 0x25, 0xc8, 0x19, 0x46}; }

octets ping_of(std::uint8_t session, bool v6, unsigned number, std::size_t size) {
    return v6 ? ping6(ipv6_address(session, 2), somewhere6(), number, size) : ping4(ipv4_address(session, 2), somewhere4, number, size);
}
std::size_t bytes_in(const std::vector<sent>& list) {
    std::size_t n = 0;
    for (const sent& s : list) n += s.datagram.size();
    return n;
}
/// Two sessions in turns, IPv4 and IPv6, of many sizes.
std::vector<sent> mixture(unsigned count, std::size_t step) {
    std::vector<sent> list;
    for (unsigned i = 0; i < count; ++i) {
        const std::uint8_t session = i / 3 % 2 == 0 ? 0 : 3;
        list.push_back({session, ping_of(session, i % 2 == 1, i, i * step % 1400)});
    }
    return list;
}

}  // namespace

TEST_CASE("virtual_modem: two sessions are pinged at once, in both formats") {
    for (const layout& l : {ntb16, ntb32}) {
        connected c{l.is_32 ? "--ntb 32" : ""};
        c.format = l;
        const auto list = mixture(14, 57);
        c.ping(list);
        c.ping(list);
        const auto counted = c.statistics();
        CHECK(counted.out_packets == 28);
        CHECK(counted.in_packets == 28);
        CHECK(counted.out_octets == 2 * bytes_in(list));
        CHECK(counted.in_octets == 2 * bytes_in(list));
        CHECK(counted.out_errors + counted.out_discards + counted.in_errors + counted.in_discards == 0);
        CHECK(c.end() == 0);
        CHECK(c.errors().find("virtual_modem: from the host: ") != std::string::npos);
#ifdef CDCNET_CDCDUMP
        const outcome dump = cdcdump_test::cdcdump("--stats '" + c.log() + "'", true);
        CAPTURE(dump.output);
        CHECK(dump.status == 0);
        CHECK(dump.output.find("IPS") != std::string::npos);
#endif
    }
}

TEST_CASE("virtual_modem: the addresses of a session are those of IP_CONFIGURATION, whoever is pinged") {
    connected c;
    const auto answer = c.host.ask(bc::ip_configuration_query{.session_id = 3});
    const auto ip = answer.read<bc::ip_configuration_info>();
    const auto octets_of = [](const auto& address) {
        octets list;
        for (const std::byte b : address.octets) list.push_back(std::to_integer<std::uint8_t>(b));
        return list;
    };
    REQUIRE(ip.ipv4_addresses.size() == 1);
    REQUIRE(ip.ipv6_addresses.size() == 1);
    c.ping({{3, ping4(octets_of(ip.ipv4_addresses[0].address), octets_of(*ip.ipv4_gateway), 1, 56)},
            {3, ping6(octets_of(ip.ipv6_addresses[0].address), octets_of(*ip.ipv6_gateway), 2, 57)},
            {3, ping4(octets_of(ip.ipv4_addresses[0].address), octets_of(ip.ipv4_dns_servers[0]), 3, 0)}});
}

TEST_CASE("virtual_modem: sizes of blocks") {
    SUBCASE("answers go into blocks that are not too large") {
        connected c{"--ntb-in-size 2048"};
        c.ping(mixture(12, 131));
        CHECK(c.largest_block <= 2048);
        c.ping({{0, ping_of(0, false, 1, 1500 - 28)}});
        CHECK(c.statistics().in_packets == 13);
    }
    SUBCASE("large ones in both directions") {
        connected c{"--ntb 32 --ntb-in-size 131072 --ntb-out-size 131072"};
        c.format = ntb32;
        std::vector<sent> list;
        for (unsigned i = 0; i < 85; ++i) list.push_back({3, ping_of(3, i % 2 == 0, i, 1450)});
        REQUIRE(write_block(ntb32, 0, list).size() > 120'000);
        c.ping(list);
        CHECK(c.largest_block > 65536);
    }
    SUBCASE("a transfer that is longer than dwNtbOutMaxSize") {
        connected c{"--ntb-out-size 2048"};
        c.data.send(write_block(ntb16, 0, {{0, ping_of(0, false, 1, 1000)}, {0, ping_of(0, false, 2, 1000)}}));
        c.ping({{0, ping_of(0, false, 3, 1000)}});
        CHECK(c.statistics().out_errors == 1);
        CHECK(c.errors().find("block_length") != std::string::npos);
    }
}

TEST_CASE("virtual_modem: bad NTBs between good ones are dropped whole, counted and told") {
    struct damage {
        std::string_view told;
        std::size_t at;
        std::uint32_t value;
        std::size_t size;
    };
    const std::vector<sent> list{{0, ping_of(0, false, 1, 100)}, {3, ping_of(3, true, 2, 101)}};
    const octets good = write_block(ntb16, 0, list);
    const std::size_t first_ndp = get_le(good, ntb16.ndp_index, 2);
    const std::size_t second_ndp = get_le(good, first_ndp + ntb16.next_index, 2);
    const auto length = static_cast<std::uint32_t>(good.size());
    const damage all[] = {
        {"nth_signature", 0, 0x484d434d, 4},
        {"nth_header_length", 4, 16, 2},
        {"block_exceeds", ntb16.block_length, length + 1, 2},
        {"ndp_outside", ntb16.ndp_index, length, 2},
        {"ndp_over_nth", ntb16.ndp_index, 8, 2},
        {"ndp_signature", first_ndp, 0x58, 1},
        {"ndp_length", first_ndp + 4, 7, 2},
        {"chain", second_ndp + ntb16.next_index, static_cast<std::uint32_t>(first_ndp), 2},
        {"datagram_outside", second_ndp + ntb16.entries + 2, length, 2},
        {"datagram_over_nth", first_ndp + ntb16.entries, 4, 2},
        {"overlap", second_ndp + ntb16.entries, get_le(good, first_ndp + ntb16.entries, 2) + 4, 2},
    };
    connected c;
    std::uint32_t bad = 0;
    for (const damage& d : all) {
        CAPTURE(d.told);
        octets block = good;
        put_le(block, d.at, d.value, d.size);
        c.data.send(block);
        // Had the bad one been answered in part, these would not be the only answers.
        c.ping(list);
        CHECK(c.statistics().out_errors == ++bad);
        const auto lines = cdcdump_test::lines_of(c.errors());
        REQUIRE(lines.size() == bad);
        CHECK(lines.back().find("virtual_modem: NTB dropped: " + std::string{d.told}) == 0);
    }
    // Cut off, as a lost packet of USB does it, at every place of the headers and at some others.
    for (std::size_t size = 1; size < good.size(); size += size < 12 ? 1 : 23) {
        c.data.send(part_of(good, 0, size));
        ++bad;
    }
    // A block of the other format is not what has been agreed on.
    c.data.send(write_block(ntb32, 0, list));
    c.ping(list);
    CHECK(c.statistics().out_errors == ++bad);
    CHECK(cdcdump_test::lines_of(c.errors()).size() == bad);
    CHECK(c.statistics().out_packets == 2 * (std::size(all) + 1));
}

TEST_CASE("virtual_modem: only active sessions carry data, with their own addresses") {
    connected c{"", u"v4only"};
    const sent good{0, ping_of(0, false, 1, 10)};
    const std::vector<sent> discarded{
        {1, ping_of(1, false, 2, 10)},                    // of no context
        {3, ping_of(0, false, 3, 10)},                    // of another session
        {0, ping_of(0, true, 4, 10)},                     // IPv6, which it has not got
        {0, ping4({192, 168, 0, 1}, somewhere4, 5, 10)},  // somebody's
        {0, ping_of(0, false, 6, 1473)},                  // above the MTU
    };
    std::vector<sent> list = discarded;
    list.push_back(good);
    check_answer(good.datagram, c.exchange(write_block(ntb16, 0, list), 1)[0].datagram);
    auto counted = c.statistics();
    CHECK(counted.out_discards == discarded.size());
    CHECK(counted.out_packets == 1);
    CHECK(counted.out_octets == good.datagram.size());
    CHECK(counted.out_errors == 0);

    // What is no IP is an error; what is no ping is carried, and nobody answers.
    octets bad_header = good.datagram;
    bad_header[10] ^= 1;
    octets bad_sum = good.datagram;
    bad_sum[22] ^= 1;
    octets fragment = good.datagram;
    fragment[6] = 0x20;
    renew_checksum(fragment, 0, 20, 10);
    octets reply = good.datagram;
    reply[20] = 0;
    renew_checksum(reply, 20, reply.size(), 22);
    const sent last{3, ping_of(3, false, 9, 11)};
    const std::vector<sent> odd{{0, bad_header},
                                {0, {1, 2, 3}},
                                {0, octets(60, 0x55)},
                                {0, bad_sum},
                                {0, fragment},
                                {0, reply},
                                {0, ping4(ipv4_address(0, 2), {224, 0, 0, 1}, 7, 1)},
                                last};
    check_answer(last.datagram, c.exchange(write_block(ntb16, 0, odd), 1)[0].datagram);
    counted = c.statistics();
    CHECK(counted.out_errors == 3);
    CHECK(counted.out_packets == 1 + 5);
    CHECK(counted.in_packets == 2);

    // There is no device service with a stream.
    octets of_service = write_block(ntb16, 0, {good});
    const std::size_t ndp = get_le(of_service, ntb16.ndp_index, 2);
    std::copy_n("DSS", 3, of_service.begin() + static_cast<std::ptrdiff_t>(ndp));
    c.data.send(of_service);

    // A context that ends carries nothing any more, and another one goes on.
    CHECK(c.host.ask(bc::connect_set{.session_id = 0}).status == status::success);
    check_answer(last.datagram, c.exchange(write_block(ntb16, 0, {good, last}), 1)[0].datagram);
    CHECK(c.statistics().out_discards == discarded.size() + 2);
    CHECK(connect(c.host, 0, u"v4only").status == status::success);
    c.ping({good, last});
}

TEST_CASE("virtual_modem: bytes behind a datagram's own length are not counted") {
    connected c;
    const octets ping = ping_of(0, true, 1, 20);
    check_answer(ping, c.exchange(write_block(ntb16, 0, {{0, ping + octets(9)}}), 1)[0].datagram);
    CHECK(c.statistics().out_octets == ping.size());
}

TEST_CASE("virtual_modem: a session that has filters gets what matches one of them") {
    connected c;
    // ICMP by IPv4 whose checksum and fragments do not matter: version, then the protocol.
    std::array<std::byte, 10> pattern{};
    std::array<std::byte, 10> mask{};
    pattern[0] = std::byte{0x4f};  // bits that the mask leaves out
    mask[0] = std::byte{0xf0};
    pattern[9] = std::byte{1};
    mask[9] = std::byte{0xff};
    const bc::packet_filter only_ipv4[] = {{pattern, mask}};
    CHECK(c.host.ask(bc::ip_packet_filters{0, only_ipv4}, command_type::set).status == status::success);
    const std::vector<sent> list{{0, ping_of(0, true, 1, 8)}, {0, ping_of(0, false, 2, 8)}, {3, ping_of(3, true, 3, 8)}};
    const auto answers = c.exchange(write_block(ntb16, 0, list), 2);
    check_answer(list[1].datagram, answers[0].datagram);
    check_answer(list[2].datagram, answers[1].datagram);
    CHECK(c.statistics().in_discards == 1);
    CHECK(c.host.ask(bc::ip_packet_filters{0, {}}, command_type::set).status == status::success);
    c.ping(list);
}

TEST_CASE("virtual_modem: another host at the data socket begins anew") {
    connected c;
    c.ping(mixture(4, 10));
    c.ping(mixture(4, 10));
    const std::string path = c.data_path();
    const data_socket next{path};  // waits until the first has left
    const octets ping = ping_of(3, false, 1, 1);
    next.send(write_block(ntb16, 0, {{3, ping}}));
    CHECK(next.receive(std::chrono::milliseconds{100}).empty());
    c.data.leave();
    const read_block read{ntb16, next.receive()};
    CHECK(read.sequence == 0);
    REQUIRE(read.datagrams.size() == 1);
    check_answer(ping, read.datagrams[0].datagram);
}

TEST_CASE("virtual_modem: a host that does not read is waited for, and commands are answered all the same") {
    connected c{"--ntb-in-size 65535 --ntb-out-size 65535"};
    std::vector<sent> list;
    for (unsigned i = 0; i < 40; ++i) list.push_back({0, ping_of(0, false, i, 1450)});
    const octets block = write_block(ntb16, 0, list);
    std::size_t blocks = 0;
    while (blocks < 200 && c.data.can_send()) {
        c.data.send(block);
        ++blocks;
    }
    CHECK(blocks < 200);
    CHECK(c.statistics().out_packets > 0);
    for (std::size_t answers = 0; answers < 40 * blocks;) {
        const octets back = c.data.receive();
        REQUIRE_FALSE(back.empty());
        answers += read_block{ntb16, back}.datagrams.size();
    }
    CHECK(c.statistics().in_packets == 40 * blocks);
}

namespace {

/// True when there can be TUN devices, and a program that gives them addresses.
bool has_tun() {
    const int number = ::open("/dev/net/tun", O_RDWR | O_CLOEXEC);
    ifreq any{};
    any.ifr_flags = IFF_TUN | IFF_NO_PI;
    const bool has = number >= 0 && ::ioctl(number, TUNSETIFF, &any) == 0;
    if (number >= 0) ::close(number);
    if (has && run("ip -V 2>&1").status == 0) return true;
    MESSAGE("not run: /dev/net/tun does not open, or there is no ip");
    return false;
}

/// Pings until there is an answer: to a device that has just been switched on, the kernel may say nothing, or that there is no way.
void wait_for_network(connected& c, const sent& ping) {
    constexpr std::chrono::milliseconds a_while{200};
    bool is_answered = false;
    for (int attempts = 0; !is_answered && attempts < 100; ++attempts) {
        c.data.send(write_block(ntb16, 0, {ping}));
        for (octets back = c.data.receive(a_while); !back.empty(); back = c.data.receive(a_while)) {
            const read_block read{ntb16, back};
            CHECK(read.sequence == c.next_sequence++);
            for (const sent& s : read.datagrams) is_answered = is_answered || s.datagram.size() == ping.datagram.size();
        }
    }
    REQUIRE(is_answered);
}

}  // namespace

TEST_CASE("virtual_modem: a TUN device is the network") {
    if (!has_tun()) return;
    const std::string name = "cdcnet" + std::to_string(::getpid() % 1'000'000);
    connected c{"--tun " + name};
    const auto ip = [&](const std::string& arguments) { return run("ip " + arguments + " dev " + name + " 2>&1").status == 0; };
    REQUIRE(ip("addr add 10.64.0.1/16"));
    REQUIRE(run("ip link set " + name + " up").status == 0);
    const bool has_ipv6 = ip("-6 addr add 2001:db8:64::1/48 nodad");
    if (!has_ipv6) MESSAGE("not run: IPv6 of the device");

    // The kernel answers; whatever else it says is not for a session.
    std::vector<sent> asked{{0, ping4(ipv4_address(0, 2), ipv4_address(0, 1), 1, 33)},
                            {3, ping4(ipv4_address(3, 2), ipv4_address(0, 1), 2, 1000)}};
    if (has_ipv6) asked.push_back({3, ping6(ipv6_address(3, 2), ipv6_address(0, 1), 3, 34)});
    for (const sent& s : asked) wait_for_network(c, s);
    const auto before = c.statistics();
    for (const sent& s : asked) {
        const auto answers = c.exchange(write_block(ntb16, 0, {s}), 1);
        CHECK(answers[0].session == s.session);
        check_answer(s.datagram, answers[0].datagram);
    }
    CHECK(c.statistics().in_packets == before.in_packets + asked.size());
    CHECK(c.statistics().out_packets == before.out_packets + asked.size());

    // And a program on this machine reaches the host behind the modem.
    const int udp = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(4242);
    REQUIRE(::inet_pton(AF_INET, "10.64.3.2", &to.sin_addr) == 1);
    REQUIRE(::sendto(udp, "hello", 5, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 5);
    ::close(udp);
    const read_block read{ntb16, c.data.receive()};
    REQUIRE(read.datagrams.size() == 1);
    CHECK(read.datagrams[0].session == 3);
    const octets& datagram = read.datagrams[0].datagram;
    REQUIRE(datagram.size() == 20 + 8 + 5);
    CHECK(part_of(datagram, 12, 8) == ipv4_address(0, 1) + ipv4_address(3, 2));
    CHECK(part_of(datagram, 28, 5) == octets{'h', 'e', 'l', 'l', 'o'});
}

TEST_CASE("virtual_modem: what it refuses of the data plane") {
    refuses("--stdio --tun cdcnet0", "--data-socket");
    refuses("--stdio --ntb-log x", "--data-socket");
    refuses("--stdio --data-socket /nowhere/data", "/nowhere/data");
    refuses("--stdio --data-socket x --ntb 64", "--ntb");
    refuses("--stdio --data-socket x --ntb-in-size 2047", "--ntb-in-size");
    refuses("--stdio --data-socket x --ntb-out-size 131073", "--ntb-out-size");
    refuses("--stdio --data-socket x --tun a-name-that-is-too-long", "TUN device a-name-that-is-too-long");
}
#endif
