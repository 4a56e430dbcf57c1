#include "studies/process/process_pool.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;

namespace d2c {
namespace {

constexpr int kPoll_ms = 50;                   // assumption: a stop that takes no longer seems at once
constexpr int kPollsToKill = 2000 / kPoll_ms;  // assumption: who has not ended after SIGTERM by then does not listen
constexpr std::size_t kLastLines = 10;         // assumption: enough for an error and where it was
constexpr std::size_t kLongestLine = 4096;     // a longer one is cut, so that a child cannot fill our memory

struct Running {
    std::size_t child = 0;
    pid_t pid = 0;
    int pipe = -1;
    std::string unfinished;  ///< line
};

/// What posix_spawn needs, freed with it.
class SpawnPlan {
  public:
    explicit SpawnPlan(int stderr_to) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&actions_, stderr_to, STDERR_FILENO);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
        posix_spawnattr_setpgroup(&attributes_, 0);
        sigset_t defaults;
        sigemptyset(&defaults);
        for (const int number : {SIGINT, SIGTERM, SIGPIPE, SIGXFSZ}) sigaddset(&defaults, number);
        posix_spawnattr_setsigdefault(&attributes_, &defaults);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    int start(const ChildProgram& child, pid_t& pid) const {
        std::vector<std::string> words{child.path};
        words.insert(words.end(), child.arguments.begin(), child.arguments.end());
        std::vector<char*> pointers;
        for (std::string& word : words) pointers.push_back(word.data());
        pointers.push_back(nullptr);
        return posix_spawn(&pid, child.path.c_str(), &actions_, &attributes_, pointers.data(), environ);
    }

  private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

class Pool {
  public:
    Pool(const std::vector<ChildProgram>& children, const PoolSettings& settings)
        : children_{children}, settings_{settings}, outcomes_(children.size()) {}

    std::vector<ChildOutcome> run() {
        while (next_ < children_.size() || !running_.empty()) {
            if (!stopping_ && settings_.go_on && !settings_.go_on()) stop();
            while (!stopping_ && next_ < children_.size() && running_.size() < static_cast<std::size_t>(std::max(1, settings_.at_once)))
                start(next_++);
            for (; stopping_ && next_ < children_.size(); ++next_) end(next_, ChildOutcome::End::kStopped, 0);
            if (running_.empty()) continue;
            wait_for_lines();
            reap();
            if (stopping_ && ++polls_since_stop_ == kPollsToKill) signal_all(SIGKILL);
        }
        return std::move(outcomes_);
    }

  private:
    void end(std::size_t child, ChildOutcome::End how, int code) {
        outcomes_[child].end = how;
        outcomes_[child].code = code;
        if (settings_.on_end) settings_.on_end(child, outcomes_[child]);
    }
    void start(std::size_t child) {
        std::array<int, 2> ends{-1, -1};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) return end(child, ChildOutcome::End::kNotStarted, errno);
        Running now;
        now.child = child;
        now.pipe = ends[0];
        const int error = SpawnPlan{ends[1]}.start(children_[child], now.pid);
        close(ends[1]);
        if (error != 0) {
            close(ends[0]);
            return end(child, ChildOutcome::End::kNotStarted, error);
        }
        fcntl(now.pipe, F_SETFL, O_NONBLOCK);
        running_.push_back(std::move(now));
    }
    void signal_all(int number) {
        for (const Running& r : running_) kill(-r.pid, number);
    }
    void stop() {
        stopping_ = true;
        signal_all(SIGTERM);
    }
    void take(Running& r, const std::string& line) {
        if (line.empty() || (settings_.on_line && settings_.on_line(r.child, line))) return;
        std::vector<std::string>& last = outcomes_[r.child].last_lines;
        if (last.size() == kLastLines) last.erase(last.begin());
        last.push_back(line);
    }
    /// All that there is to read now.
    void read_lines(Running& r) {
        std::array<char, 4096> buffer{};
        while (r.pipe >= 0) {
            const ssize_t count = read(r.pipe, buffer.data(), buffer.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0 && errno == EAGAIN) return;
            if (count <= 0) return close_pipe(r);
            for (const char c : std::string_view{buffer.data(), static_cast<std::size_t>(count)}) {
                if (c == '\n') {
                    take(r, r.unfinished);
                    r.unfinished.clear();
                } else if (r.unfinished.size() < kLongestLine) {
                    r.unfinished += c;
                }
            }
        }
    }
    static void close_pipe(Running& r) {
        if (r.pipe >= 0) close(r.pipe);
        r.pipe = -1;
    }
    void wait_for_lines() {
        std::vector<pollfd> waiting;
        for (const Running& r : running_)
            if (r.pipe >= 0) waiting.push_back({r.pipe, POLLIN, 0});
        poll(waiting.data(), waiting.size(), kPoll_ms);  // a signal may cut it short
        for (Running& r : running_) read_lines(r);
    }
    void reap() {
        for (std::size_t i = 0; i < running_.size();) {
            Running& r = running_[i];
            int status = 0;
            const pid_t ended = waitpid(r.pid, &status, WNOHANG);
            if (ended == 0 || (ended < 0 && errno == EINTR)) {
                ++i;
                continue;
            }
            read_lines(r);  // what it said last
            close_pipe(r);
            take(r, r.unfinished);
            const Running done = std::move(r);
            running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
            if (stopping_ && !(WIFEXITED(status) && WEXITSTATUS(status) == 0))
                end(done.child, ChildOutcome::End::kStopped, 0);
            else if (WIFSIGNALED(status))
                end(done.child, ChildOutcome::End::kSignal, WTERMSIG(status));
            else
                end(done.child, ChildOutcome::End::kExited, WEXITSTATUS(status));
        }
    }

    const std::vector<ChildProgram>& children_;
    const PoolSettings& settings_;
    std::vector<ChildOutcome> outcomes_;
    std::vector<Running> running_;
    std::size_t next_ = 0;
    bool stopping_ = false;
    int polls_since_stop_ = 0;
};

}  // namespace

std::string how_it_ended(const ChildOutcome& outcome) {
    switch (outcome.end) {
        case ChildOutcome::End::kNotStarted:
            return std::string{"cannot be started: "} + std::strerror(outcome.code);
        case ChildOutcome::End::kExited:
            return "exit code " + std::to_string(outcome.code);
        case ChildOutcome::End::kSignal:
            return "ended by signal " + std::to_string(outcome.code) + " (" + strsignal(outcome.code) + ")";
        case ChildOutcome::End::kStopped:
            break;
    }
    return "stopped";
}

std::vector<ChildOutcome> run_children(const std::vector<ChildProgram>& children, const PoolSettings& settings) {
    return Pool{children, settings}.run();
}

}  // namespace d2c
