// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs programs as their user does.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace cdcdump_test {

struct outcome {
    int status{};        ///< exit status; -1 when a signal ended it
    std::string output;  ///< standard output
};

/// Runs a command line of the shell.
inline outcome run(const std::string& command) {
    outcome o;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return {-1, {}};
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) o.output.append(buffer.data(), n);
    const int status = ::pclose(pipe);
    o.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return o;
}

#ifdef CDCNET_CDCDUMP
/// Runs cdcdump; standard error joins the output when `with_errors`.
inline outcome cdcdump(const std::string& arguments, bool with_errors = false) {
    return run(std::string{"'"} + CDCNET_CDCDUMP + "' " + arguments + (with_errors ? " 2>&1" : " 2>/dev/null"));
}
#endif

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// A folder that goes away with the test.
class scratch_folder {
public:
    explicit scratch_folder(std::string_view name)
        : path_{std::filesystem::temp_directory_path() / ("cdcdump-" + std::string{name} + "-" + std::to_string(::getpid()))} {
        std::filesystem::create_directories(path_);
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    ~scratch_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    /// The full name of a file in it.
    [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }
    /// Writes a file and returns its full name.
    std::string write(std::string_view name, std::string_view content) const {
        std::ofstream{file(name), std::ios::binary}.write(content.data(), static_cast<std::streamsize>(content.size()));
        return file(name);
    }

private:
    std::filesystem::path path_;
};

/// The captures of the tree, in the order of their names.
inline std::vector<std::string> captures_in(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder})
        if (entry.path().extension() == ".pcap") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}
inline std::vector<std::string> captures() { return captures_in(CDCNET_SOURCE_DIR "/examples/captures"); }

}  // namespace cdcdump_test
