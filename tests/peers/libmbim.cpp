// SPDX-License-Identifier: BSL-1.0
/// \file
/// What libmbim-glib makes of MBIM messages; `tests/mbim/libmbim.cpp` reads it.
///
/// Standard input: messages, each as u32 LE length, one byte with the release of MBIM Extensions (0: only validate), bytes.
/// Standard output: for each one a line `accepted`, `refused` or `killed`, a blank, and the length of the text that follows:
/// the printed message, why it was refused, or which signal it raised.
#include <libmbim-glib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct request {
    std::uint8_t release{};
    std::string_view message{};
};

std::string everything_of(std::FILE* file) {
    std::string all;
    char piece[4096];
    for (std::size_t n = 0; (n = std::fread(piece, 1, sizeof piece, file)) > 0;) all.append(piece, n);
    return all;
}

std::vector<request> requests_in(std::string_view input) {
    constexpr std::size_t head = 5;
    std::vector<request> all;
    while (input.size() >= head) {
        std::uint32_t length = 0;
        for (std::size_t i = 4; i-- > 0;) length = length << 8 | static_cast<std::uint8_t>(input[i]);
        all.push_back({static_cast<std::uint8_t>(input[4]), input.substr(head, length)});
        input.remove_prefix(head + all.back().message.size());
    }
    return all;
}

/// Where the answers go.  The library has a copy of its last words for standard output.
class answers {
public:
    answers() : out_{fdopen(dup(STDOUT_FILENO), "w")} { dup2(STDERR_FILENO, STDOUT_FILENO); }

    /// Nothing stays in a buffer: what has been said is said, whatever happens to the process.
    void say(const char* verdict, std::string_view text) const {
        std::fprintf(out_, "%s %zu\n", verdict, text.size());
        std::fwrite(text.data(), 1, text.size(), out_);
        std::fflush(out_);
    }

private:
    std::FILE* out_;
};

void answer(const request& r, const answers& out) {
    MbimMessage* const message =
        mbim_message_new(reinterpret_cast<const guint8*>(r.message.data()), static_cast<guint32>(r.message.size()));
    GError* error = nullptr;
    char* printed = nullptr;
    if (mbim_message_validate(message, &error) != 0 && r.release != 0)
        printed = mbim_message_get_printable_full(message, r.release, 0, "", FALSE, &error);
    if (error != nullptr) {
        out.say("refused", error->message);
    } else {
        out.say("accepted", printed == nullptr ? "" : printed);
    }
    g_clear_error(&error);
    g_free(printed);
    mbim_message_unref(message);
}

}  // namespace

int main() {
    mbim_utils_set_show_personal_info(TRUE);
    const answers out;
    const std::string input = everything_of(stdin);
    const std::vector<request> all = requests_in(input);
    // The number of the message at work, for the process that outlives the other.
    void* const shared = mmap(nullptr, sizeof(std::size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return 1;
    auto& at = *new (shared) std::atomic<std::size_t>{0};
    for (; at < all.size(); ++at) {
        const pid_t child = fork();
        if (child == -1) return 1;
        if (child == 0) {
            constexpr unsigned patience = 2;  // seconds
            for (; at < all.size(); ++at) {
                alarm(patience);
                answer(all[at], out);
            }
            _exit(0);
        }
        int status = 0;
        if (waitpid(child, &status, 0) != child) return 1;
        if (at >= all.size()) break;
        out.say("killed",
                WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status)) : "exit " + std::to_string(WEXITSTATUS(status)));
    }
    return 0;
}
