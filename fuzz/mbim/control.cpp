// SPDX-License-Identifier: BSL-1.0
/// \file
/// Control messages.  The input is taken as a message, and its information buffer as the structure that the message names,
/// in every release: parsed, read, dumped, built again and compared.  Input that is no message chooses a structure of the
/// catalogue by its first two bytes; what follows them is the information buffer.
#include <cdcnet/mbim/catalogue.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "../json.hpp"
#include "message_mutator.hpp"

using namespace cdcnet;
using namespace cdcnet::mbim;

namespace {

std::string_view subject = "message";  // what a failed requirement was about

void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "%.*s: %s\n", static_cast<int>(subject.size()), subject.data(), what);
    std::abort();
}

constexpr release releases[] = {mbimex::v1, mbimex::v2, mbimex::v3, mbimex::v4};
constexpr tolerance tolerances[] = {tolerance::standard, tolerance::strict};

void check_error(error e, std::size_t size) {
    require(static_cast<bool>(e), "an error without a code");
    require(e.code() != errc::no_space, "a parser that needs room");
    require(e.offset() <= size, "an error behind the end of the input");
    require(!name_of(e.code()).empty() && name_of(e.code()) != "unknown", "an error without a name");
}

// --- views ---------------------------------------------------------------------------------------------------------

/// Reads every byte that a value shows and sees that it is one of the input's.
class reader {
public:
    explicit reader(bytes input) : input_{input} {}

    template <record T>
    void structure(const T& value) {
        T::layout::each([&]<class F, std::size_t>() {
            if constexpr (F::carries) member(value.*F::pointer);
        });
    }

private:
    template <class M>
    void member(const M& m) {
        if constexpr (std::is_integral_v<M> || std::is_enum_v<M>) {
            sum_ = sum_ + static_cast<std::uint64_t>(m);
        } else if constexpr (requires { m.octets; }) {
            for (const std::byte b : m.octets) sum_ = sum_ + std::to_integer<unsigned>(b);
        } else if constexpr (std::is_same_v<M, bytes>) {
            view(m);
        } else if constexpr (requires { m.wire_bytes(); }) {
            require(m.is_wire() || m.empty(), "text that does not view the input");
            view(m.wire_bytes());
            for (std::size_t i = 0; i < m.size(); ++i) sum_ = sum_ + static_cast<std::uint64_t>(m[i]);
        } else if constexpr (std::is_same_v<M, mbim::tlv>) {
            view(m.data);
        } else if constexpr (requires { m.has_value(); }) {
            if (m.has_value()) member(*m);
        } else if constexpr (record<M>) {
            structure(m);
        } else if constexpr (requires { m.begin(); }) {
            std::size_t n = 0;
            for (const auto element : m) {
                require(++n <= input_.size(), "more elements than bytes");
                member(element);
            }
            if constexpr (requires { m.size(); }) require(n == m.size(), "another number of elements than size() tells");
        }
    }
    void view(bytes data) {
        if (data.data() != nullptr)
            require(data.data() >= input_.data() && data.data() + data.size() <= input_.data() + input_.size(), "a view outside the input");
        require(data.data() != nullptr || data.empty(), "a view of nothing");
        for (std::size_t i = 0; i < data.size(); ++i) sum_ = sum_ + std::to_integer<unsigned>(data[i]);
    }

    bytes input_;
    volatile std::uint64_t sum_ = 0;
};

/// Each member by itself is the member of the whole.
template <command T>
void check_lazy(const T& value, bytes data, release r) {
    const auto lazy = view<T>::over(data, r);
    require(static_cast<bool>(lazy), "the view refuses what parse accepts");
    T::layout::each([&]<class F, std::size_t>() {
        if constexpr (F::carries)
            require(mbim::detail::equal_members(value.*F::pointer, lazy->template get<F::pointer>()), "the view reads another member");
    });
}

// --- dumps ---------------------------------------------------------------------------------------------------------

template <class Dump>
std::string dumped(std::size_t size, error& e, Dump dump) {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    e = dump(sink{put});
    require(out.size() <= most_dumped(size), "a dump longer than its bound");
    require(!e || out.empty(), "output in spite of an error");
    return out;
}

template <class Text, class Json>
void check_dump(error expected, std::size_t size, Text text, Json as_json) {
    for (const bool redact : {false, true}) {
        const dump_options options{.redact = redact};
        error e;
        (void)dumped(size, e, [&](sink out) { return text(out, options); });
        require(e == expected, "the text dump finds another fault");
        const std::string object = dumped(size, e, [&](sink out) { return as_json(out, options); });
        require(e == expected, "the JSON dump finds another fault");
        if (!e) require(fuzz::json::valid(object) && object.front() == '{', "the JSON dump is not a JSON object");
    }
}

void check_path(error e, const layout_names& names) {
    std::string path;
    auto put = [&](std::string_view piece) { path += piece; };
    write_path(names, e.where(), put);
    require(e.where().field() == place::no_field || (e.where().field() < names.count && !path.empty()),
            "an error in a field without a name");
}

// --- structures ----------------------------------------------------------------------------------------------------

/// The forms in a structure, as bits; one more for a field that another one decides about.
template <record T>
constexpr std::uint64_t forms() {
    std::uint64_t found = 0;
    T::layout::each([&]<class F, std::size_t>() {
        found |= std::uint64_t{1} << static_cast<unsigned>(F::type) | std::uint64_t{F::conditional} << 63;
        if constexpr (mbim::detail::holds_structure<typename F::member>) found |= forms<mbim::detail::structure_of<typename F::member>>();
    });
    return found;
}
template <command... T>
constexpr std::uint64_t forms(message_list<T...>) {
    return (std::uint64_t{0} | ... | forms<T>());
}

/// A list of structures that end with a `bytes_tail`.
template <class F>
constexpr bool has_tail_inside() {
    if constexpr (F::carries && mbim::detail::holds_structure<typename F::member>)
        return (forms<mbim::detail::structure_of<typename F::member>>() >> static_cast<unsigned>(form::bytes_tail) & 1u) != 0;
    return false;
}

/// Equal, except that the padding of a `bytes_tail` reads as data.
template <record T>
void require_equal(const T& built, const T& read) {
    T::layout::each([&]<class F, std::size_t>() {
        if constexpr (F::carries && F::type == form::bytes_tail) {
            const bytes a = built.*F::pointer;
            const bytes b = read.*F::pointer;
            require(b.size() == (F::rules.unpadded ? a.size() : round_up_4(a.size())), "a tail of another size came back");
            require(equal(a, b.first(a.size())), "another tail came back");
            for (const std::byte padding : b.subspan(a.size())) require(padding == std::byte{}, "padding that is not zero");
        } else if constexpr (has_tail_inside<F>()) {
            auto other = (read.*F::pointer).begin();
            for (const auto element : built.*F::pointer) require_equal(element, *other), ++other;
        } else if constexpr (F::carries) {
            require(mbim::detail::equal_members(built.*F::pointer, read.*F::pointer), "another value came back");
        }
    });
}

/// What building again needs of the type of a structure, and nothing more: this is compiled for each of them.
struct structure_type {
    result<std::uint32_t> (*encoded_size)(const void* value, release);
    result<bytes> (*build)(mutable_bytes out, const void* value, release, tolerance);
    void (*require_equal)(const void* built, const void* read);
};
template <command T>
constexpr structure_type type_of{
    [](const void* value, release r) { return encoded_size(*static_cast<const T*>(value), r); },
    [](mutable_bytes out, const void* value, release r, tolerance t) { return build(out, *static_cast<const T*>(value), r, t); },
    [](const void* built, const void* read) { require_equal(*static_cast<const T*>(built), *static_cast<const T*>(read)); }};

std::vector<std::byte> built(const structure_type& type, const void* value, release r) {
    const auto size = type.encoded_size(value, r);
    require(static_cast<bool>(size), "a value that was parsed has no size");
    std::vector<std::byte> out(*size);
    if (*size != 0) {
        const auto refused = type.build(mutable_bytes{out}.first(*size - 1), value, r, tolerance::standard);
        require(!refused && refused.error() == error::no_space(*size), "another size than encoded_size tells");
    }
    const auto done = type.build(mutable_bytes{out}, value, r, tolerance::standard);
    require(done && done->size() == *size, "a value that was parsed cannot be built");
    return out;
}

/// Reading member by member is the same code for a form wherever it stands, and takes long to compile: one service, and
/// whatever has a form that the service does not have, stand for all.
template <command T>
constexpr bool stands_for_others() {
    return T::id.service == service::basic_connect || (forms<T>() & ~forms(basic_connect::messages{})) != 0;
}

/// Visits a structure, and what becomes of it when it is built and read again.
class visitor {
public:
    visitor(const payload& p, const layout_table& layout, release r) : payload_{p}, layout_{layout}, release_{r} {}

    template <command T>
    void operator()(const T& value) {
        ++calls_;
        reader{payload_.information_buffer}.structure(value);
        if (before_ != nullptr) return came_back(type_of<T>, &value);
        if constexpr (stands_for_others<T>()) check_lazy(value, payload_.information_buffer, release_);
        rebuild(type_of<T>, &value);
    }
    [[nodiscard]] std::size_t calls() const { return calls_; }

private:
    /// What parse makes of the bytes survives building, and building it again changes nothing.
    void rebuild(const structure_type& type, const void* value) {
        const std::vector<std::byte> once = built(type, value, release_);
        payload again = payload_;
        again.information_buffer = once;
        visitor back{again, layout_, release_};
        back.before_ = value;
        const auto seen = visit(again, release_, back);
        require(static_cast<bool>(seen), "parse refuses what build makes");
        require(back.calls_ == 1 || (once.empty() && again.is_left_out()), "a structure that was built is not found");

        std::vector<std::byte> limited(once.size());
        if (type.build(mutable_bytes{limited}, value, release_, tolerance::strict))
            require(!validate(layout_, limited, tolerance::strict), "strict refuses what build makes");
    }
    void came_back(const structure_type& type, const void* value) {
        type.require_equal(before_, value);
        require(equal(bytes{built(type, value, release_)}, payload_.information_buffer), "a second build differs");
    }

    const payload& payload_;
    const layout_table& layout_;
    release release_;
    const void* before_{};  ///< the value that was built, when this one is what came back
    std::size_t calls_{};
};

/// What `parse` and views check when the structure is known as a type; it may take another way than the tables do.
struct typed_check {
    const layout_names* names;
    error (*check)(bytes, release, tolerance);
};
template <command... T>
void add_checks(std::vector<typed_check>& all, message_list<T...>) {
    (all.push_back({&names_of<T>(), [](bytes b, release r, tolerance t) { return mbim::detail::check<T>(b, r, t); }}), ...);
}
template <class... S>
std::vector<typed_check> checks_of(service_list<S...>) {
    std::vector<typed_check> all;
    (add_checks(all, typename S::messages{}), ...);
    return all;
}
error check_as_type(const layout_names& names, bytes data, release r, tolerance t) {
    static const std::vector<typed_check> all = checks_of(all_services{});
    for (const typed_check& c : all)
        if (c.names == &names) return c.check(data, r, t);
    require(false, "a structure without a type");
    return {};
}

/// The bytes as a structure of the catalogue.
void declared(const catalogue_entry& entry, bytes data, release r) {
    subject = entry.names->name;
    const layout_table& layout = entry.layout(r);
    const layout_names& names = *entry.names;
    const error standard = validate(layout, data);
    const error strict = validate(layout, data, tolerance::strict);
    for (const error fault : {standard, strict}) {
        if (!fault) continue;
        check_error(fault, data.size());
        check_path(fault, names);
    }
    require(!standard || strict, "strict accepts what standard refuses");
    require(check_as_type(names, data, r, tolerance::standard) == standard, "the type finds another fault");
    require(check_as_type(names, data, r, tolerance::strict) == strict, "the type finds another fault in strict");
    check_dump(
        standard, data.size(), [&](sink out, const dump_options& o) { return dump_text(layout, names, data, out, o); },
        [&](sink out, const dump_options& o) { return dump_json(layout, names, data, out, o); });

    const auto one = static_cast<std::uint8_t>(entry.id.operations);
    const payload p{entry.id.service, entry.id.cid, static_cast<operation>(one & -one), {}, data, 0};
    const bool left_out = p.is_left_out() && layout.count != 0;
    visitor one_structure{p, layout, r};
    const auto seen = visit(p, r, one_structure);
    require(left_out || seen.error() == standard, "visit finds another fault");
    require(!seen || *seen == (left_out ? visited::left_out : visited::structure), "visit finds another structure");
    require(one_structure.calls() == (seen && !left_out ? 1u : 0u), "visit calls another number of times");
}

/// In every release that has another layout than the one before.
template <class Find>
void each_release(bytes data, Find find) {
    const layout_table* before = nullptr;
    for (const release r : releases) {
        const catalogue_entry* entry = find(r);
        if (entry == nullptr || &entry->layout(r) == before) continue;
        before = &entry->layout(r);
        declared(*entry, data, r);
    }
}

/// The structure with this number, counted through all services.
const catalogue_entry& numbered(std::size_t number) {
    std::size_t all = 0;
    for (const service_catalogue& service : catalogue<>) all += service.count;
    number %= all;
    const service_catalogue* service = catalogue<>.data();
    for (; number >= service->count; ++service) number -= service->count;
    return service->first[number];
}

// --- messages ------------------------------------------------------------------------------------------------------

template <control_message M>
void message_as(const message& m, tolerance t) {
    const auto value = m.as<M>(t);
    if (!value) return check_error(value.error(), m.bytes().size());
    require(m.type() == M::type && m.is_whole(), "a body of another type");
    reader{m.bytes()}.structure(*value);
    std::vector<std::byte> out(m.bytes().size() + 16);
    const auto again = build_message(mutable_bytes{out}, m.transaction(), *value);
    require(again && again->size() <= m.bytes().size(), "a message that was parsed cannot be built");
    const auto parsed = message::parse(*again, tolerance::strict);
    require(parsed && parsed->transaction() == m.transaction(), "another message came back");
    const auto back = parsed->template as<M>(tolerance::strict);
    require(back && equal(*value, *back), "another body came back");
}

void payload_in(const message& m, const payload& p) {
    require(p.offset + p.information_buffer.size() <= m.bytes().size(), "an information buffer outside the message");
    require(p.information_buffer.empty() || p.information_buffer.data() == m.bytes().data() + p.offset, "another information buffer");
    for (const release r : releases) {
        const error standard = validate(p, r);
        const error strict = validate(p, r, tolerance::strict);
        if (standard) check_error(standard, m.bytes().size());
        if (strict) check_error(strict, m.bytes().size());
        require(!standard || strict, "strict accepts what standard refuses");
        check_dump(
            standard, m.bytes().size(), [&](sink out, const dump_options& o) { return dump_text(m, r, out, o); },
            [&](sink out, const dump_options& o) { return dump_json(m, r, out, o); });
        check_dump(
            standard, m.bytes().size(), [&](sink out, const dump_options& o) { return dump_text(p, r, out, o); },
            [&](sink out, const dump_options& o) { return dump_json(p, r, out, o); });
    }
}

/// The input as a message.
/// \return whether it is one
bool message_in(bytes input) {
    for (const tolerance t : tolerances) {
        const auto m = message::parse(input, t);
        if (!m) {
            check_error(m.error(), input.size());
            continue;
        }
        require(m->bytes().data() == input.data() && m->bytes().size() <= input.size(), "a message outside the input");
        require(m->body_offset() + m->body().size() == m->bytes().size(), "a body outside the message");
        message_as<open_msg>(*m, t);
        message_as<close_msg>(*m, t);
        message_as<command_msg>(*m, t);
        message_as<host_error_msg>(*m, t);
        message_as<open_done>(*m, t);
        message_as<close_done>(*m, t);
        message_as<command_done>(*m, t);
        message_as<function_error_msg>(*m, t);
        message_as<indicate_status_msg>(*m, t);
    }
    const auto m = message::parse(input);
    if (!m) {
        require(!message::parse(input, tolerance::strict), "strict accepts what standard refuses");
        return false;
    }
    const auto p = payload_of(*m);
    if (p) {
        payload_in(*m, *p);
        // A copy of its own: a sanitizer sees a read outside the information buffer.
        const std::vector<std::byte> buffer(p->information_buffer.begin(), p->information_buffer.end());
        each_release(buffer, [&](release r) { return p->declaration(r); });
        return true;
    }
    check_error(p.error(), m->bytes().size());
    error fault = p.error();
    if (!has_fragment_header(m->type())) {
        require(fault.code() == errc::other_operation, "a payload in a message without one");
        auto nowhere = [](std::string_view) {};
        fault = dump_text(*m, mbimex::v1, nowhere);
    }
    check_dump(
        fault, m->bytes().size(), [&](sink out, const dump_options& o) { return dump_text(*m, mbimex::v1, out, o); },
        [&](sink out, const dump_options& o) { return dump_json(*m, mbimex::v1, out, o); });
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes input{reinterpret_cast<const std::byte*>(data), size};
    subject = "message";
    if (message_in(input) || size < 2) return 0;
    const catalogue_entry& entry = numbered(load_le<std::uint16_t>(input.data()));
    const std::vector<std::byte> buffer(input.begin() + 2, input.end());
    each_release(buffer, [&](release r) { return entry.id.in(r) ? &entry : nullptr; });
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {  // NOLINT
    fuzz::dice d{seed};
    return fuzz::mutate_message(data, size, max_size, d, [&]() -> const catalogue_entry& { return numbered(d.below(0x10000)); });
}
