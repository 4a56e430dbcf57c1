#pragma once
// A program run as a user runs it, for tests of examples.

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

/// How a program ended and what it printed, stdout and stderr together.
struct Outcome {
    int exitCode = -1;  ///< -1: it could not be started, or a signal ended it
    std::string text;
};

/// \param program path \param arguments as a shell reads them
inline Outcome RunProgram(const std::string& program, const std::string& arguments) {
    std::string command = "'";
    command += program + "' " + arguments + " 2>&1";
    Outcome outcome;
    std::FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) return outcome;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) outcome.text.append(buffer.data(), n);
    const int status = pclose(pipe);
    outcome.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}
