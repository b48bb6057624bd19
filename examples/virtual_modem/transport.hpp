// SPDX-License-Identifier: BSL-1.0
/// \file
/// Ways to a host: a pseudo terminal, a socket, standard input and output.
#pragma once

#include <sys/socket.h>

#include <cdcnet/mbim/stream_reader.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace virtual_modem {

/// A file descriptor that is closed with it.
class descriptor {
public:
    explicit descriptor(int number = -1) : number_{number} {}
    descriptor(descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    descriptor& operator=(descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~descriptor();
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

private:
    int number_;
};

/// A pseudo terminal that passes bytes as they are, under a name of the user's choice.
class pseudo_terminal {
public:
    /// \param path  becomes a symbolic link to it until the end
    explicit pseudo_terminal(std::string path);
    pseudo_terminal(const pseudo_terminal&) = delete;
    pseudo_terminal& operator=(const pseudo_terminal&) = delete;
    ~pseudo_terminal();
    [[nodiscard]] int master() const { return master_.number(); }
    /// Throws away what no host has read.
    void discard();

private:
    descriptor master_;
    descriptor slave_;  // open, so that the master's reads do not fail when a host leaves
    std::string path_;
};

/// A socket at which hosts call, one after the other.
class listener {
public:
    /// \param name  a path, or the name of an abstract socket with a NUL in front
    /// \param type  SOCK_STREAM or SOCK_SEQPACKET
    explicit listener(const std::string& name, int type = SOCK_STREAM);
    listener(const listener&) = delete;
    listener& operator=(const listener&) = delete;
    ~listener();
    [[nodiscard]] int number() const { return socket_.number(); }
    /// The next caller, if there is one.
    [[nodiscard]] descriptor accept() const;

private:
    descriptor socket_;
    std::string path_;
};

/// A stream of frames in both directions.
class link {
public:
    link(int in, int out);

    /// Reads what is there, and calls `take(frame)` for each frame that is whole.  \return false at the end of the stream
    template <class Take>
    bool receive(Take&& take) {
        bool open = true;
        for (cdcnet::mutable_bytes room = reader_.room(); open && read_into(room, open); room = reader_.room())
            for (cdcnet::bytes frame = reader_.next(); !frame.empty(); frame = reader_.next()) take(frame);
        return open;
    }
    /// Sends a frame, or as much of it as the host has room for.
    void send(cdcnet::bytes frame);
    /// Sends more of what did not find room.
    void flush();
    /// Forgets what has not been sent.
    void discard() { unsent_.clear(); }
    [[nodiscard]] bool is_behind() const { return !unsent_.empty(); }
    [[nodiscard]] int in() const { return in_; }
    [[nodiscard]] int out() const { return out_; }

private:
    static constexpr std::size_t longest_frame = std::size_t{64} << 10;

    /// \return whether something came; `open` becomes false at the end of the stream
    bool read_into(cdcnet::mutable_bytes room, bool& open);

    int in_;
    int out_;
    std::vector<std::byte> memory_;
    cdcnet::mbim::stream_reader reader_;
    std::vector<std::byte> unsent_;
};

}  // namespace virtual_modem
