// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the conformance rules look at: a step of a trace, and the state that the steps before have left.
///
/// A message in pieces counts from its first frame on: that holds all fields that rules look at, in frames of 128 bytes or more.
/// Fields are read where the layouts of the services put them, and nothing else of a buffer is judged: bytes in members that a
/// source calls ignored are no finding.
#pragma once

#include <cdcnet/mbim/conformance/rule.hpp>
#include <cdcnet/mbim/fragment.hpp>
#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <cdcnet/mbim/services/basic_connect/device_caps.hpp>
#include <cdcnet/mbim/services/basic_connect/device_service_subscribe_list.hpp>
#include <cdcnet/mbim/services/basic_connect/home_provider.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>
#include <cdcnet/mbim/services/basic_connect/pin.hpp>
#include <cdcnet/mbim/services/basic_connect/pin_list.hpp>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>
#include <cdcnet/mbim/services/basic_connect/service_activation.hpp>
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>
#include <cdcnet/mbim/services/basic_connect/visible_providers.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_caps.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/pin_ex.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/version.hpp>
#include <optional>

namespace cdcnet::mbim::conformance {

namespace detail {

template <release R, auto Member>
constexpr std::uint16_t offset_in() noexcept {
    using structure = typename mbim::detail::member_of<Member>::owner;
    std::uint16_t found = field_entry::absent;
    structure::layout::each([&]<class F, std::size_t I>() {
        if constexpr (F::carries) {
            if constexpr (mbim::detail::same_member<F::pointer, Member>) found = mbim::detail::tables<structure, R>::entries[I].offset;
        }
    });
    return found;
}
/// The place of a field that no release moves.
template <auto Member>
constexpr std::uint16_t offset_of() noexcept {
    constexpr std::uint16_t first = offset_in<release::v1, Member>();
    static_assert(first < field_entry::floating && first == offset_in<release::v4, Member>(),
                  "cdcnet: the checker reads fields that have the same place in all releases");
    return first;
}

// Releases of one message differ behind what is read here.
static_assert(offset_of<&basic_connect::connect_set::session_id>() == offset_of<&basic_connect::connect_set_v3::session_id>());
static_assert(offset_of<&basic_connect::connect_set::command>() == offset_of<&basic_connect::connect_set_v3::command>());
static_assert(offset_of<&basic_connect::connect_info::session_id>() == offset_of<&basic_connect::connect_info_v3::session_id>());
static_assert(offset_of<&basic_connect::connect_info::state>() == offset_of<&basic_connect::connect_info_v3::state>());
static_assert(offset_of<&basic_connect::packet_service_info::state>() == offset_of<&basic_connect::packet_service_info_v3::state>());

// PIN_EX begins like PIN.
static_assert(offset_of<&ms_basic_connect_extensions::pin_ex_set::type>() == offset_of<&basic_connect::pin_set::type>());
static_assert(offset_of<&ms_basic_connect_extensions::pin_ex_set::pin_operation>() == offset_of<&basic_connect::pin_set::pin_operation>());
static_assert(offset_of<&ms_basic_connect_extensions::pin_ex_info::type>() == offset_of<&basic_connect::pin_info::type>());
static_assert(offset_of<&ms_basic_connect_extensions::pin_ex_info::state>() == offset_of<&basic_connect::pin_info::state>());
static_assert(offset_of<&ms_basic_connect_extensions::pin_ex_info::remaining_attempts>() ==
              offset_of<&basic_connect::pin_info::remaining_attempts>());

/// The first two words of a command's buffer are what the rules need of it.
static_assert(offset_of<&basic_connect::pin_set::type>() == 0 && offset_of<&basic_connect::pin_set::pin_operation>() == 4);
static_assert(offset_of<&basic_connect::connect_set::session_id>() == 0 && offset_of<&basic_connect::connect_set::command>() == 4);
static_assert(offset_of<&basic_connect::connect_query::session_id>() == 0);
static_assert(offset_of<&basic_connect::visible_providers_query::action>() == 0);
static_assert(offset_of<&basic_connect::packet_service_set::action>() == 0);
static_assert(offset_of<&basic_connect::radio_state_set::state>() == 0);

}  // namespace detail

/// The services whose messages are looked into.
enum class known_service : std::uint8_t { other, basic_connect, ms_extensions };
[[nodiscard]] constexpr known_service known_service_of(const uuid& id) noexcept {
    if (id == service::basic_connect) return known_service::basic_connect;
    return id == service::ms_basic_connect_extensions ? known_service::ms_extensions : known_service::other;
}
/// Whether a service and a CID of it are those of `T`.
template <command T>
[[nodiscard]] constexpr bool are_of(known_service s, std::uint32_t cid) noexcept {
    constexpr known_service own = known_service_of(T::id.service);
    static_assert(own != known_service::other);
    return s == own && cid == T::id.cid;
}

/// Who sent a frame.
enum class sender : std::uint8_t { unknown, host, function };

/// What the caller knows from elsewhere.  A rule that needs what is not here says so.
struct outside_facts {
    std::optional<bool> new_home_sim_present{};  ///< the SIM of the provider that SET HOME_PROVIDER names
    std::optional<bool> new_home_sim_good{};
    std::optional<bool> auto_attach{};  ///< the function attaches by itself; else what RegistrationFlag says
    bool watches_link{};                ///< CDC notifications are given to the checker
    bool watches_datagrams{};           ///< so are facts of the datagrams
};

/// Of the functional descriptors.
struct descriptor_facts {
    std::optional<std::uint16_t> max_control_message{};  ///< wMaxControlMessage
    std::optional<std::uint16_t> max_segment_size{};     ///< wMaxSegmentSize
    std::optional<std::uint16_t> mtu{};                  ///< wMTU of the MBIM extended functional descriptor
    std::optional<std::uint16_t> extended_version{};     ///< bcdMBIMExtendedVersion of the same
};

/// What datagrams of a session have shown; only those towards the host count.
enum class datagram_fact : std::uint8_t {
    none = 0,
    router_advertisement = 1,  ///< ICMPv6 type 134
    advertised_dns = 2,        ///< with a recursive DNS server option
    dhcpv6_address = 4,
    dhcpv6_dns = 8,
};
constexpr auto names(datagram_fact) {
    using enum datagram_fact;
    return flags("DatagramFact", named{none, "none"}, named{router_advertisement, "router advertisement"},
                 named{advertised_dns, "DNS in it"}, named{dhcpv6_address, "address by DHCPv6"}, named{dhcpv6_dns, "DNS by DHCPv6"});
}

/// Whether the host wants indications of CONNECT.
enum class subscription : std::uint8_t {
    unchosen,  ///< it has not said which indications it wants
    wanted,
    declined,
    unknown,  ///< it has, in a list of which the checker has not seen all
};

/// A command that waits for its answer.
struct pending_exchange {
    bool taken{};
    bool ended{};       ///< given up by either side: an answer may still be on its way
    operation asked{};  ///< `set` or `query`
    known_service is_for{};
    std::uint8_t words{};    ///< how many of the next two are known
    std::uint8_t before{};   ///< PacketServiceState when it was sent; or ActivationState of its session, Deactivated only if still so
    bool loss_was_wanted{};  ///< `loss_is_wanted` when it was sent
    std::uint32_t first{};   ///< the first word of its information buffer
    std::uint32_t second{};
    std::uint32_t application{};  ///< of PIN_EX: what tells AppId from another; 0: none
    subscription subscribes{};    ///< of DEVICE_SERVICE_SUBSCRIBE_LIST
    transaction_id transaction{};
    std::uint32_t cid{};
    std::uint32_t number{};
    uuid service{};

    template <command T>
    [[nodiscard]] constexpr bool is() const noexcept {
        return are_of<T>(is_for, cid);
    }
    /// A SET CONNECT for this session.
    [[nodiscard]] constexpr bool connects(std::uint32_t session) const noexcept {
        return asked == operation::set && is<basic_connect::connect_set>() && words == 2 && first == session;
    }
    /// The host detaches, or switches the radio off.
    [[nodiscard]] constexpr bool leaves() const noexcept {
        if (asked != operation::set || words == 0) return false;
        if (is<basic_connect::packet_service_set>())
            return first != static_cast<std::uint32_t>(basic_connect::packet_service_action::attach);
        return is<basic_connect::radio_state_set>() && first == static_cast<std::uint32_t>(basic_connect::radio_switch_state::off);
    }
};

/// What is known of one IP session.
struct session_state {
    bool taken{};
    bool wanted{};  ///< the host has activated it
    basic_connect::activation_state activation{};
    basic_connect::ip_configuration_available_flag ipv4{};  ///< given since the activation
    basic_connect::ip_configuration_available_flag ipv6{};
    datagram_fact datagrams{};
    std::uint32_t id{};
    std::uint32_t number{};     ///< of the message that told `activation`
    std::uint32_t ip_number{};  ///< of the last IP_CONFIGURATION

    [[nodiscard]] constexpr bool is_active() const noexcept {
        return activation == basic_connect::activation_state::activated || activation == basic_connect::activation_state::deactivating;
    }
};

/// A message of which not all fragments have come.
struct unfinished_message {
    bool taken{};
    bool ended{};  ///< given up by either side: fragments may still be on their way
    message_type type{};
    transaction_id transaction{};
    std::uint32_t total{};
    std::uint32_t next{};
    std::uint64_t bytes{};  ///< of the body
    std::uint32_t head{};   ///< bytes of the body before the information buffer
    std::uint32_t buffer_length{};
    std::uint32_t number{};  ///< of the first fragment
    std::optional<instant> at{};
};

/// One step of a trace.
struct step {
    occasion on{};
    std::uint32_t number{};  ///< of the message, counted by the caller or by the checker
    std::optional<instant> at{};
    sender from{};
    std::uint32_t frame_size{};  ///< bytes that came, whatever MessageLength says
    error fault{};               ///< of the headers
    message_header header{};
    fragment_header fragment{};

    known_service is_for{};
    uuid service{};
    std::uint32_t cid{};
    std::uint32_t word{};  ///< MaxControlTransfer, ErrorStatusCode, CommandType or Status
    std::uint32_t buffer_length{};
    std::uint32_t body{};              ///< bytes of this frame behind the headers
    std::uint32_t head{};              ///< bytes of the body before the information buffer
    bytes buffer{};                    ///< as much of the information buffer as this frame has
    const pending_exchange* asked{};   ///< of an answer: its command
    const unfinished_message* part{};  ///< of a fragment: what came before

    std::uint32_t session_id{};  ///< of a datagram
    datagram_fact datagram{};
    bool is_up{};  ///< of the link

    [[nodiscard]] constexpr bool is(occasion o) const noexcept { return (on & o) != occasion::none; }
    [[nodiscard]] constexpr mbim::status status() const noexcept { return static_cast<mbim::status>(word); }
    [[nodiscard]] constexpr bool succeeds() const noexcept { return status() == mbim::status::success; }

    /// A message of the CID of `T`.
    template <command T>
    [[nodiscard]] constexpr bool is() const noexcept {
        return are_of<T>(is_for, cid);
    }
    /// A command that carries a `T`.
    template <command T>
    [[nodiscard]] constexpr bool commands() const noexcept {
        static_assert(has(T::id.operations, operation::set) != has(T::id.operations, operation::query));
        const auto type = has(T::id.operations, operation::set) ? command_type::set : command_type::query;
        return is(occasion::command) && is<T>() && word == static_cast<std::uint32_t>(type);
    }
    /// The answer to a set or query of the CID of `T`.
    template <command T>
    [[nodiscard]] constexpr bool answers(operation o) const noexcept {
        return is(occasion::answer) && is<T>() && asked != nullptr && asked->asked == o && asked->is<T>();
    }
    /// The answer to a command that carried a `T`.
    template <command T>
    [[nodiscard]] constexpr bool answers() const noexcept {
        static_assert(has(T::id.operations, operation::set) != has(T::id.operations, operation::query));
        return answers<T>(has(T::id.operations, operation::set) ? operation::set : operation::query);
    }
    /// An indication that carries a `T`.
    template <command T>
    [[nodiscard]] constexpr bool indicates() const noexcept {
        return is(occasion::indication) && is<T>();
    }
    /// News: an indication, or what a successful answer tells.
    template <command T>
    [[nodiscard]] constexpr bool tells() const noexcept {
        return indicates<T>() || (is(occasion::answer) && succeeds() && is<T>() && asked != nullptr);
    }
    /// A member of the structure in the buffer; none when the buffer ends before it.
    template <auto Member>
    [[nodiscard]] constexpr auto read() const noexcept {
        using member = typename mbim::detail::member_of<Member>::type;
        constexpr std::uint16_t offset = detail::offset_of<Member>();
        const bool is_there = buffer_length >= offset + 4u && buffer.size() >= offset + 4u;
        return is_there ? std::optional{static_cast<member>(load_le<std::uint32_t>(buffer.data() + offset))} : std::nullopt;
    }
    /// The same, where a member further back has been read already; else 0.
    template <auto Member>
    [[nodiscard]] constexpr auto get() const noexcept {
        return read<Member>().value_or(typename mbim::detail::member_of<Member>::type{});
    }
};

/// What the host did to a PIN.
struct pin_request {
    pin_type type{};
    pin_operation operation{};
    std::uint32_t application{};  ///< 0: by PIN, not by PIN_EX
};
/// What the function answered.
struct pin_answer {
    pin_type type{};
    pin_state state{};
    std::uint32_t remaining{};
};

/// RemainingAttempts of a function that does not know; not the same as none.
inline constexpr std::uint32_t unknown_attempts = 0xffffffff;

[[nodiscard]] constexpr std::optional<pin_request> pin_request_of(const pending_exchange& asked) noexcept {
    if (asked.words < 2) return std::nullopt;
    return pin_request{static_cast<pin_type>(asked.first), static_cast<pin_operation>(asked.second), asked.application};
}
[[nodiscard]] constexpr bool answers_pin_set(const step& s) noexcept {
    return s.answers<basic_connect::pin_set>() || s.answers<ms_basic_connect_extensions::pin_ex_set>();
}
[[nodiscard]] constexpr std::optional<pin_answer> pin_answer_of(const step& s) noexcept {
    using info = basic_connect::pin_info;
    const auto remaining = s.read<&info::remaining_attempts>();
    if (!remaining) return std::nullopt;
    return pin_answer{s.get<&info::type>(), s.get<&info::state>(), *remaining};
}

/// What is known when a step comes.
struct state {
    enum class channel_state : std::uint8_t { unknown, closed, failed, opening, reopening, open, closing };
    using ready = basic_connect::subscriber_ready_state;
    using packet = basic_connect::packet_service_state;
    using mode = basic_connect::pin_mode;
    using activation = basic_connect::activation_state;

    // --- what the caller gives -------------------------------------------------------------------------------------

    gsl::span<session_state> sessions{};
    gsl::span<pending_exchange> pending{};
    outside_facts facts{};
    descriptor_facts descriptors{};

    // --- the channel -----------------------------------------------------------------------------------------------

    channel_state channel{channel_state::unknown};
    bool waits_for_open_done{};
    bool waits_for_close_done{};
    release agreed{release::v1};  ///< by host and function, since OPEN
    bool resets{};                ///< the function has said UNKNOWN, and the host has not opened it again
    bool forgot_commands{};       ///< more were pending than there is memory for, or one could not be read
    bool forgot_fragments{};
    transaction_id open_id{};
    transaction_id earlier_open_id{};  ///< of an OPEN that another one has overtaken
    transaction_id close_id{};
    std::uint32_t channel_number{};  ///< of the message that brought the channel into its state
    std::uint32_t max_transfer{};    ///< of OPEN; 0: unknown
    std::array<unfinished_message, 4> unfinished{};

    // --- the device ------------------------------------------------------------------------------------------------

    std::optional<ready> ready_state{};
    std::optional<std::uint32_t> max_sessions{};
    std::optional<bool> link{};
    register_state registration{};
    std::optional<bool> flagged_auto_attach{};
    packet attachment{};
    bool host_attaches{};        ///< the attachment under way is the host's
    bool loss_is_wanted{};       ///< the host has detached, or switched the radio off, since the attachment
    subscription subscribed{};   ///< in force
    std::uint8_t most_active{};  ///< sessions, since the attachment
    std::uint32_t registration_number{};
    std::uint32_t attachment_number{};
    std::uint32_t caps_number{};
    std::uint32_t service_activation_due{};  ///< number of the answer that asked for it

    // --- PINs ------------------------------------------------------------------------------------------------------

    static constexpr mode mode_unknown{0xff};
    std::array<mode, 11> pin_modes{};           ///< by PinType
    std::uint32_t pin_modes_number{};           ///< 0: unknown
    std::optional<pin_answer> waits_for_pin{};  ///< of the last query
    std::optional<pin_answer> last_try{};       ///< what came of the last wrong PIN
    std::uint32_t last_application{};           ///< whose PIN that was
    pin_type enabled_now{};                     ///< enabled since OPEN, from `disabled`
    bool power_cycled{};                        ///< and the state of PIN1 has not been asked for since
    bool opened_again{};                        ///< likewise, since OPEN
    std::uint32_t last_try_number{};
    std::uint32_t lock_notice_due{};  ///< number of the answer that calls for DEVICE_LOCKED
    std::uint32_t bad_sim_notice_due{};
    std::uint32_t deactivation_due{};

    // --- questions -------------------------------------------------------------------------------------------------

    [[nodiscard]] constexpr session_state* session(std::uint32_t id) const noexcept {
        for (session_state& s : sessions)
            if (s.taken && s.id == id) return &s;
        return nullptr;
    }
    [[nodiscard]] constexpr pending_exchange* find(transaction_id id) const noexcept {
        for (pending_exchange& p : pending)
            if (p.taken && p.transaction == id) return &p;
        return nullptr;
    }
    [[nodiscard]] constexpr const unfinished_message* find(message_type type, transaction_id id) const noexcept {
        for (const unfinished_message& u : unfinished)
            if (u.taken && u.type == type && u.transaction == id) return &u;
        return nullptr;
    }
    /// Sessions that are active, but for one.
    [[nodiscard]] constexpr std::uint32_t active_sessions(std::optional<std::uint32_t> but = {}) const noexcept {
        std::uint32_t n = 0;
        for (const session_state& s : sessions) n += s.taken && s.is_active() && s.id != but;
        return n;
    }
    [[nodiscard]] constexpr const session_state* first_active() const noexcept {
        for (const session_state& s : sessions)
            if (s.taken && s.is_active()) return &s;
        return nullptr;
    }
    /// Whether a SET CONNECT for this session waits for its answer.
    [[nodiscard]] constexpr bool is_connecting(std::uint32_t id,
                                               std::optional<basic_connect::activation_command> what = {}) const noexcept {
        for (const pending_exchange& p : pending)
            if (p.taken && p.connects(id) && (!what || p.second == static_cast<std::uint32_t>(*what))) return true;
        return false;
    }
    [[nodiscard]] constexpr bool is_registering() const noexcept {
        for (const pending_exchange& p : pending)
            if (p.taken && p.asked == operation::set && p.is<basic_connect::register_state_set>()) return true;
        return false;
    }
    [[nodiscard]] constexpr bool is_leaving() const noexcept {
        for (const pending_exchange& p : pending)
            if (p.taken && p.leaves()) return true;
        return false;
    }
    /// What is lost now is so for the host's sake.
    [[nodiscard]] constexpr bool expects_loss() const noexcept { return loss_is_wanted || is_registering(); }
    [[nodiscard]] constexpr bool is_registered() const noexcept {
        return registration == register_state::home || registration == register_state::roaming || registration == register_state::partner;
    }
    [[nodiscard]] constexpr std::optional<bool> auto_attach() const noexcept {
        return facts.auto_attach ? facts.auto_attach : flagged_auto_attach;
    }
    /// `mode_unknown` until PIN_LIST has been answered, and for what is not in it.
    [[nodiscard]] constexpr mode mode_of(pin_type type) const noexcept {
        const auto i = static_cast<std::uint32_t>(type);
        return pin_modes_number == 0 || i == 0 || i >= pin_modes.size() ? mode_unknown : pin_modes[i];
    }
    /// PIN_LIST speaks of no application but the one that PIN is about.
    [[nodiscard]] constexpr mode mode_of(const pin_request& of) const noexcept {
        return of.application == 0 ? mode_of(of.type) : mode_unknown;
    }
    /// Attempts that were left for this PIN after the last wrong one, or that a query has told since.
    [[nodiscard]] constexpr std::optional<std::uint32_t> attempts_left(const pin_request& of) const noexcept {
        if (!last_try || last_try->type != of.type || last_application != of.application) return std::nullopt;
        if (last_try->remaining == unknown_attempts) return std::nullopt;
        return last_try->remaining;
    }
    /// Of a PIN that was to be entered: known not to be wanted.
    [[nodiscard]] constexpr std::optional<bool> expects(const pin_request& of) const noexcept {
        const pin_type type = of.type;
        if (mode_of(of) == mode::disabled) return false;
        if (!waits_for_pin || of.application != 0) return std::nullopt;
        if (waits_for_pin->type == type) return waits_for_pin->state == pin_state::locked;
        return type == pin_type::pin1 && waits_for_pin->type == pin_type::unknown ? std::optional{false} : std::nullopt;
    }
    /// After the step that is about to be taken, everything that the blocking of PIN1 calls for has happened.
    [[nodiscard]] constexpr bool ends_with_deactivation(const step& s) const noexcept {
        std::optional<std::uint32_t> ended;
        if (s.tells<basic_connect::connect_info>() && s.read<&basic_connect::connect_info::state>() == activation::deactivated)
            ended = s.read<&basic_connect::connect_info::session_id>();
        const bool is_down = s.is(occasion::link) ? !s.is_up : !link.value_or(true);
        return active_sessions(ended) == 0 && (!facts.watches_link || is_down);
    }
    /// The answer says that PIN1 has been blocked.
    [[nodiscard]] static constexpr bool blocks_pin1(const pin_request& asked, const pin_answer& told,
                                                    std::optional<std::uint32_t> left) noexcept {
        if (asked.type != pin_type::pin1 || asked.application != 0) return false;
        if (told.type == pin_type::puk1) return true;
        return told.type == pin_type::unknown && (asked.operation == pin_operation::enter ? left == 1u : told.remaining == 0);
    }

    // --- what a step changes ---------------------------------------------------------------------------------------

    constexpr void apply(const step& s) noexcept {
        if (s.is(occasion::frame)) take_fragment(s);
        if (s.fault) pass_over(s);
        if (s.is(occasion::open)) open(s);
        if (s.is(occasion::open_done)) opened(s);
        if (s.is(occasion::close)) close(s);
        if (s.is(occasion::close_done)) closed(s);
        if (s.is(occasion::host_error | occasion::function_error)) fail(s);
        if (s.is(occasion::link)) link = s.is_up;
        if (s.is(occasion::datagram))
            if (session_state* const of = session_or_new(s.session_id)) of->datagrams |= s.datagram;
        if (deactivation_due != 0 && ends_with_deactivation(s)) deactivation_due = 0;
        if (s.is(occasion::command)) command(s);
        if (s.is(occasion::answer)) answer(s);
        if (s.is(occasion::answer | occasion::indication) && s.is_for == known_service::basic_connect) news(s);
    }
    /// The device has lost its power; its next message is an answer to OPEN.
    constexpr void cycle_power(std::uint32_t number) noexcept {
        forget_device();
        forget_traffic();
        max_sessions.reset();
        channel = channel_state::closed;
        channel_number = number;
        waits_for_open_done = waits_for_close_done = false;
        power_cycled = true;
    }

private:
    constexpr session_state* session_or_new(std::uint32_t id) noexcept {
        if (session_state* const known = session(id)) return known;
        for (session_state& s : sessions) {
            if (s.taken) continue;
            s = {.taken = true, .id = id};
            return &s;
        }
        return nullptr;
    }
    constexpr void forget_traffic() noexcept {
        for (pending_exchange& p : pending) p.taken = false;
        for (unfinished_message& u : unfinished) u.taken = false;
        forgot_commands = forgot_fragments = false;
    }
    constexpr void end_traffic() noexcept {
        for (pending_exchange& p : pending) p.ended = true;
        for (unfinished_message& u : unfinished) u.ended = true;
    }
    constexpr void forget_device() noexcept {
        for (session_state& s : sessions) s.taken = false;
        ready_state.reset();
        link.reset();
        registration = {};
        attachment = {};
        host_attaches = loss_is_wanted = false;
        subscribed = {};
        most_active = 0;
        service_activation_due = 0;
        forget_pins();
    }
    constexpr void forget_pins() noexcept {
        waits_for_pin.reset();
        last_try.reset();
        enabled_now = {};
        lock_notice_due = bad_sim_notice_due = deactivation_due = 0;
    }
    /// It is out, and the next one may be another.
    constexpr void forget_sim() noexcept {
        forget_pins();
        pin_modes_number = 0;
    }

    // --- the channel -----------------------------------------------------------------------------------------------

    constexpr void turn(channel_state next, const step& s) noexcept {
        channel = next;
        channel_number = s.number;
    }
    constexpr void open(const step& s) noexcept {
        if (waits_for_open_done) earlier_open_id = open_id;
        const bool is_open = channel == channel_state::open || channel == channel_state::reopening || channel == channel_state::closing;
        turn(is_open || channel == channel_state::unknown ? channel_state::reopening : channel_state::opening, s);
        open_id = s.header.transaction;
        waits_for_open_done = true;
        resets = false;
        max_transfer = s.word;
        end_traffic();
    }
    constexpr void opened(const step& s) noexcept {
        if (!waits_for_open_done) return;
        if (s.header.transaction == earlier_open_id && earlier_open_id != open_id) {
            earlier_open_id = {};
            return;
        }
        waits_for_open_done = false;
        turn(s.succeeds() ? channel_state::open : channel_state::failed, s);
        forget_traffic();
        forget_device();
        agreed = release::v1;
        opened_again = true;
    }
    constexpr void close(const step& s) noexcept {
        turn(channel_state::closing, s);
        close_id = s.header.transaction;
        waits_for_close_done = true;
        end_traffic();
    }
    constexpr void closed(const step& s) noexcept {
        waits_for_close_done = false;
        if (channel != channel_state::closing) return;
        waits_for_open_done = false;
        turn(channel_state::closed, s);
        forget_traffic();
        forget_device();
    }
    /// An error ends what has its TransactionId.
    constexpr void fail(const step& s) noexcept {
        if (pending_exchange* const p = find(s.header.transaction)) p->ended = true;
        for (unfinished_message& u : unfinished)
            if (u.transaction == s.header.transaction) u.ended = true;
        if (!s.is(occasion::function_error)) return;
        const auto code = static_cast<protocol_error>(s.word);
        resets = resets || code == protocol_error::unknown;
        if (waits_for_open_done && s.header.transaction == open_id) {
            waits_for_open_done = false;
            turn(channel_state::closed, s);
        } else if (code == protocol_error::not_opened && channel == channel_state::open) {
            turn(channel_state::closed, s);
        }
    }
    /// Nothing is taken of a frame that is not whole, but what follows may belong to it.
    constexpr void pass_over(const step& s) noexcept {
        forgot_fragments = forgot_fragments || has_fragment_header(s.header.type);
        forgot_commands = forgot_commands || s.header.type == message_type::command;
    }
    constexpr void take_fragment(const step& s) noexcept {
        if (s.fault || !has_fragment_header(s.header.type)) return;
        auto* const known = const_cast<unfinished_message*>(find(s.header.type, s.header.transaction));
        if (s.fragment.current == 0) {
            if (s.fragment.total == 1) {
                if (known != nullptr) known->taken = false;
                return;
            }
            unfinished_message& u = known != nullptr ? *known : free_slot();
            u = {true, false, s.header.type, s.header.transaction, s.fragment.total, 1, s.body, s.head, s.buffer_length, s.number, s.at};
            return;
        }
        if (known == nullptr) return;
        known->next = s.fragment.current + 1;
        known->bytes += s.body;
        known->at = s.at;
        if (known->next >= known->total || s.fragment.total != known->total) known->taken = false;
    }
    /// A free one, or else one that is of least use.
    template <class T>
    static constexpr T& least_useful(gsl::span<T> slots) noexcept {
        T* least = &slots[0];
        for (T& one : slots) {
            if (!one.taken) return one;
            if (one.ended != least->ended ? one.ended : one.number < least->number) least = &one;
        }
        return *least;
    }
    constexpr unfinished_message& free_slot() noexcept {
        auto& u = least_useful<unfinished_message>(unfinished);
        forgot_fragments = forgot_fragments || u.taken;
        return u;
    }

    // --- commands --------------------------------------------------------------------------------------------------

    constexpr void command(const step& s) noexcept {
        pending_exchange& p = slot_for(s.header.transaction);
        p = {.taken = true,
             .asked = s.word == static_cast<std::uint32_t>(command_type::set) ? operation::set : operation::query,
             .is_for = s.is_for,
             .transaction = s.header.transaction,
             .cid = s.cid,
             .number = s.number,
             .service = s.service};
        const std::size_t known = s.buffer.size() < s.buffer_length ? s.buffer.size() : s.buffer_length;
        p.words = known >= 8 ? 2 : known >= 4 ? 1 : 0;
        if (p.words >= 1) p.first = load_le<std::uint32_t>(s.buffer.data());
        if (p.words == 2) p.second = load_le<std::uint32_t>(s.buffer.data() + 4);
        intend(s, p);
    }
    /// What follows from a command before it is answered.
    constexpr void intend(const step& s, pending_exchange& p) noexcept {
        using namespace basic_connect;
        if (s.commands<connect_set>() && p.words == 2) {
            session_state* const of = session_or_new(p.first);
            const bool activates = p.second == static_cast<std::uint32_t>(activation_command::activate);
            if (of != nullptr) p.before = static_cast<std::uint8_t>(of->activation);
            if (is_connecting(p.first, activation_command::activate)) p.before = static_cast<std::uint8_t>(activation::activating);
            if (of != nullptr && activates) of->wanted = true;
            if (activates) service_activation_due = 0;
        } else if (s.commands<packet_service_set>() && p.words >= 1) {
            p.before = static_cast<std::uint8_t>(attachment);
            const bool attaches = p.first == static_cast<std::uint32_t>(packet_service_action::attach);
            if (attaches && attachment != packet::attaching) host_attaches = true;
        } else if (s.commands<service_activation_set>()) {
            service_activation_due = 0;
        } else if (s.is<device_service_subscribe_list>()) {
            p.subscribes = subscription_in(s);
        } else if (s.commands<ms_basic_connect_extensions::pin_ex_set>()) {
            p.application = application_in(s, detail::offset_of<&ms_basic_connect_extensions::pin_ex_set::app_id>());
        } else if (s.commands<ms_basic_connect_extensions::pin_ex_query>()) {
            p.application = application_in(s, detail::offset_of<&ms_basic_connect_extensions::pin_ex_query::app_id>());
        }
        if (p.leaves()) {
            p.loss_was_wanted = loss_is_wanted;
            loss_is_wanted = true;
        }
    }
    /// A digest of AppId (FNV-1a), never 0: enough to tell the few applications of a card apart.
    static constexpr std::uint32_t application_in(const step& s, std::uint32_t reference) noexcept {
        std::uint32_t digest = 0x811c9dc5;
        if (s.buffer.size() < reference + 8) return digest;
        const auto offset = load_le<std::uint32_t>(s.buffer.data() + reference);
        const auto size = load_le<std::uint32_t>(s.buffer.data() + reference + 4);
        if (!reaches(s, offset, size)) return digest;
        for (const std::byte octet : s.buffer.subspan(offset, size)) digest = (digest ^ std::to_integer<std::uint32_t>(octet)) * 0x01000193;
        return digest | 1;
    }
    static constexpr bool reaches(const step& s, std::uint32_t offset, std::uint32_t size) noexcept {
        return size <= s.buffer.size() && offset <= s.buffer.size() - size;
    }
    /// What a DEVICE_SERVICE_SUBSCRIBE_LIST says of CONNECT.
    static constexpr subscription subscription_in(const step& s) noexcept {
        constexpr std::size_t reference_size = 8;
        if (s.buffer.size() < 4) return subscription::unknown;
        const auto events = load_le<std::uint32_t>(s.buffer.data());
        if (events > (s.buffer.size() - 4) / reference_size) return subscription::unknown;
        subscription found = subscription::declined;
        std::size_t left = s.buffer.size();  // entries that overlap are read no longer than the buffer is
        for (std::uint32_t i = 0; i < events; ++i) {
            const std::byte* const reference = s.buffer.data() + 4 + i * reference_size;
            const auto offset = load_le<std::uint32_t>(reference);
            const auto size = load_le<std::uint32_t>(reference + 4);
            if (!reaches(s, offset, size) || size > left) return subscription::unknown;
            left -= size;
            const subscription one = subscription_in(s.buffer.subspan(offset, size));
            if (one == subscription::wanted) return one;
            if (one == subscription::unknown) found = one;
        }
        return found;
    }
    /// The same of an MBIM_EVENT_ENTRY: the service, how many CIDs, and which.
    static constexpr subscription subscription_in(bytes entry) noexcept {
        constexpr std::size_t cids_at = sizeof(uuid) + 4;
        if (entry.size() < cids_at) return subscription::unknown;
        if (uuid::from(entry.data()) != service::basic_connect) return subscription::declined;
        const auto cids = load_le<std::uint32_t>(entry.data() + sizeof(uuid));
        if (cids > (entry.size() - cids_at) / 4) return subscription::unknown;
        for (std::uint32_t i = 0; i < cids; ++i)
            if (load_le<std::uint32_t>(entry.data() + cids_at + std::size_t{4} * i) == basic_connect::connect_info::id.cid)
                return subscription::wanted;
        return subscription::declined;
    }
    constexpr pending_exchange& slot_for(transaction_id id) noexcept {
        if (pending_exchange* const known = find(id)) return *known;
        pending_exchange& p = least_useful(pending);
        forgot_commands = forgot_commands || p.taken;
        return p;
    }
    constexpr void answer(const step& s) noexcept {
        if (s.asked == nullptr) return;
        const pending_exchange asked = *s.asked;
        find(s.header.transaction)->taken = false;
        if (asked.is_for != s.is_for || asked.cid != s.cid) return;
        using namespace basic_connect;
        if (asked.asked == operation::set) {
            if (s.is<pin_set>() || s.is<ms_basic_connect_extensions::pin_ex_set>()) tried_pin(s, asked);
            if (s.is<connect_set>()) connected(s, asked);
        }
        if (s.status() == mbim::status::sim_not_inserted) forget_sim();
        if (!s.succeeds() && asked.leaves() && !is_leaving()) loss_is_wanted = loss_is_wanted && asked.loss_was_wanted;
        if (!s.succeeds()) return;
        if (asked.asked == operation::set && s.is<device_service_subscribe_list>()) subscribed = asked.subscribes;
        if (s.is<ms_basic_connect_extensions::version>()) agree(s, asked);
        if (const auto most = max_sessions_in(s)) {
            max_sessions = most;
            caps_number = s.number;
        }
        if (s.is<pin_list_info>()) listed_pins(s);
        if (asked.asked == operation::query && (s.is<pin_query>() || s.is<ms_basic_connect_extensions::pin_ex_query>()))
            queried_pin(s, asked);
    }
    /// VERSION: each side has told its release.
    constexpr void agree(const step& s, const pending_exchange& asked) noexcept {
        if (asked.words == 0 || s.buffer.size() < 4) return;
        const auto version_in = [](std::uint32_t word) { return static_cast<std::uint16_t>(word >> 16); };
        agreed = agreed_by_host(release_of(version_in(asked.first)), descriptors.extended_version,
                                version_in(load_le<std::uint32_t>(s.buffer.data())));
    }
    /// Of either DEVICE_CAPS; that of the extensions has two forms, and a trace from the middle does not tell which one it is.
    [[nodiscard]] constexpr std::optional<std::uint32_t> max_sessions_in(const step& s) const noexcept {
        using namespace ms_basic_connect_extensions;
        if (s.is<basic_connect::device_caps_info>()) return s.read<&basic_connect::device_caps_info::max_sessions>();
        if (!s.is<device_caps_info>() || channel == channel_state::unknown) return std::nullopt;
        return agreed < release::v3 ? s.read<&device_caps_info::max_sessions>() : s.read<&device_caps_info_v3::max_sessions>();
    }
    constexpr void connected(const step& s, const pending_exchange& asked) noexcept {
        if (asked.words < 2) return;
        const bool activates = asked.second == static_cast<std::uint32_t>(basic_connect::activation_command::activate);
        if (activates && s.status() == mbim::status::service_not_activated) service_activation_due = s.number;
        session_state* const of = session(asked.first);
        if (of == nullptr || s.succeeds()) return;
        if (activates && !of->is_active()) of->wanted = false;
        not_connected(s, *of);
    }
    /// A failure ends what was under way, and its answer may tell how.  A state that no other message has told is none to judge by.
    constexpr void not_connected(const step& s, session_state& of) noexcept {
        using info = basic_connect::connect_info;
        if (of.activation == activation::deactivated) return;
        if (s.read<&info::state>() == activation::deactivated && s.get<&info::session_id>() == of.id)
            context(s);
        else if (of.activation == activation::activating)
            of.activation = activation::unknown;
        else if (of.activation != activation::deactivating)
            return;
        of.number = 0;
    }

    // --- PINs ------------------------------------------------------------------------------------------------------

    constexpr void listed_pins(const step& s) noexcept {
        using list = basic_connect::pin_list_info;
        if (s.buffer.size() < mbim::detail::tables<list, release::v1>::layout.required_size) return;
        // In the order of the structure.
        constexpr pin_type order[] = {pin_type::pin1,
                                      pin_type::pin2,
                                      pin_type::device_sim_pin,
                                      pin_type::device_first_sim_pin,
                                      pin_type::network_pin,
                                      pin_type::network_subset_pin,
                                      pin_type::service_provider_pin,
                                      pin_type::corporate_pin,
                                      pin_type::subsidy_pin,
                                      pin_type::custom};
        constexpr std::size_t size = mbim::detail::tables<basic_connect::pin_desc, release::v1>::layout.required_size;
        for (std::size_t i = 0; i < std::size(order); ++i)
            pin_modes[static_cast<std::size_t>(order[i])] = static_cast<mode>(load_le<std::uint32_t>(s.buffer.data() + i * size));
        pin_modes_number = s.number;
    }
    constexpr void tried_pin(const step& s, const pending_exchange& asked) noexcept {
        const auto request = pin_request_of(asked);
        if (!request) return;
        const auto told = pin_answer_of(s);
        // It is no question any more what the power cycle has made of PIN1; applications may share theirs.
        if (s.succeeds() && (request->application != 0 || request->type == pin_type::pin1 || request->type == pin_type::puk1))
            power_cycled = opened_again = false;
        if (request->application != 0) return tried_pin_of_application(s, *request, told);
        if (s.succeeds()) {
            lock_notice_due = bad_sim_notice_due = deactivation_due = 0;
            last_try.reset();
            if (request->operation == pin_operation::enter) waits_for_pin = told;
            if (request->operation == pin_operation::enable) switched(request->type, mode::enabled);
            if (request->operation == pin_operation::disable) switched(request->type, mode::disabled);
            return;
        }
        if (s.status() != mbim::status::failure || !told) return;
        if (blocks_pin1(*request, *told, attempts_left(*request))) {
            // A device that waits for PIN1 is locked already, whether that has been told or not.
            const bool was_locked = ready_state ? *ready_state == ready::device_locked : request->operation == pin_operation::enter;
            if (!was_locked) lock_notice_due = s.number;
            if (active_sessions() != 0) deactivation_due = s.number;
        }
        if (request->type == pin_type::puk1 && told->type == pin_type::unknown && ready_state != ready::bad_sim)
            bad_sim_notice_due = s.number;
        tried(s, *request, *told);
        if (told->type != pin_type::unknown) waits_for_pin = told;
    }
    constexpr void tried(const step& s, const pin_request& request, const pin_answer& told) noexcept {
        last_try = told;
        last_application = request.application;
        last_try_number = s.number;
    }
    /// By PIN_EX.  Applications may share a PIN, so what was known of those of PIN may hold no more.
    constexpr void tried_pin_of_application(const step& s, const pin_request& request, const std::optional<pin_answer>& told) noexcept {
        waits_for_pin.reset();
        last_try.reset();
        enabled_now = {};
        const auto i = static_cast<std::uint32_t>(request.type);
        if (i < pin_modes.size()) pin_modes[i] = mode_unknown;
        if (s.status() == mbim::status::failure && told) tried(s, request, *told);
    }
    /// A query tells what has become of the PIN since, whoever has tried it.
    constexpr void queried_pin(const step& s, const pending_exchange& asked) noexcept {
        const auto told = pin_answer_of(s);
        const bool is_last_try = last_try && told && told->type == last_try->type && asked.application == last_application;
        if (is_last_try && told->state == pin_state::locked) {
            last_try = told;
            last_try_number = s.number;
        } else {
            last_try.reset();
        }
        if (asked.application != 0) return;
        waits_for_pin = told;
        power_cycled = opened_again = false;
    }
    constexpr void switched(pin_type type, mode to) noexcept {
        const mode was = mode_of(type);
        if (was == mode_unknown) return;
        enabled_now = was == mode::disabled && to == mode::enabled ? type : pin_type{};
        pin_modes[static_cast<std::size_t>(type)] = to;
    }

    // --- news ------------------------------------------------------------------------------------------------------

    constexpr void news(const step& s) noexcept {
        using namespace basic_connect;
        if (s.tells<subscriber_ready_status_info>()) {
            ready_state = s.read<&subscriber_ready_status_info::ready_state>();
            if (ready_state == ready::device_locked) lock_notice_due = 0;
            if (ready_state == ready::bad_sim) bad_sim_notice_due = 0;
            if (ready_state == ready::sim_not_inserted) forget_sim();
        }
        if (s.tells<register_state_info>()) registered(s);
        if (s.tells<packet_service_info>()) attached(s);
        if (s.tells<connect_info>()) context(s);
        if (s.tells<ip_configuration_info>()) configured(s);
    }
    constexpr void registered(const step& s) noexcept {
        using info = basic_connect::register_state_info;
        registration = s.read<&info::state>().value_or(register_state::unknown);
        registration_number = s.number;
        if (const auto flag = s.read<&info::registration_flag>())
            flagged_auto_attach = has(*flag, registration_flag::packet_service_automatic_attach);
    }
    constexpr void attached(const step& s) noexcept {
        const auto now = s.read<&basic_connect::packet_service_info::state>();
        if (!now) return;
        if (*now == packet::detached) most_active = 0;
        if (*now == packet::attached || *now == packet::detached) host_attaches = false;
        if (*now == packet::attached) loss_is_wanted = false;
        attachment = *now;
        attachment_number = s.number;
    }
    constexpr void context(const step& s) noexcept {
        const auto now = s.read<&basic_connect::connect_info::state>();
        if (!now) return;
        session_state* const of = session_or_new(s.get<&basic_connect::connect_info::session_id>());
        if (of == nullptr) return;
        of->activation = *now;
        of->number = s.number;
        // What waits may find the session in this state.
        if (*now != activation::deactivated)
            for (pending_exchange& p : pending)
                if (p.taken && p.connects(of->id)) p.before = static_cast<std::uint8_t>(*now);
        if (*now == activation::deactivated) {
            of->wanted = is_connecting(of->id, basic_connect::activation_command::activate);
            of->ipv4 = of->ipv6 = {};
            of->datagrams = {};
        }
        const std::uint32_t active = active_sessions();
        if (active > most_active) most_active = static_cast<std::uint8_t>(active < 255 ? active : 255);
    }
    constexpr void configured(const step& s) noexcept {
        using info = basic_connect::ip_configuration_info;
        const auto v6 = s.read<&info::ipv6_available>();
        if (!v6) return;
        session_state* const of = session_or_new(s.get<&info::session_id>());
        if (of == nullptr) return;
        of->ipv4 |= s.get<&info::ipv4_available>();
        of->ipv6 |= *v6;
        of->ip_number = s.number;
    }
};

}  // namespace cdcnet::mbim::conformance
