// The engine at the sizes of the question: one window of a scenario, phase by phase.

#include <oneapi/tbb/task_arena.h>
#include <time.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "geography/grid/grid.h"
#include "scenarios/read_study.h"
#include "world/run/window.h"

using namespace d2c;

namespace {

using Clock = std::chrono::steady_clock;

double peak_memory_mib() {
    std::FILE* status = std::fopen("/proc/self/status", "r");
    char line[256];
    double kib = 0.0;
    while (status != nullptr && std::fgets(line, sizeof line, status) != nullptr) std::sscanf(line, "VmHWM: %lf", &kib);
    if (status != nullptr) std::fclose(status);
    return kib / 1024.0;
}

double process_cpu_s() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Phase {
    const char* name;
    double seconds = 0.0, cpu_s = 0.0;
    template <class Work>
    void time(Work work) {
        const auto begin = Clock::now();
        const double cpu = process_cpu_s();
        work();
        seconds += std::chrono::duration<double>(Clock::now() - begin).count();
        cpu_s += process_cpu_s() - cpu;
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: scenario_bench DATA_DIR SCENARIO THREADS [PATH=VALUE ...]\n");
        return 2;
    }
    const int threads = std::atoi(argv[3]);
    ReadOptions options;
    options.data_dir = argv[1];
    options.scenario_path = argv[2];
    for (int i = 4; i < argc; ++i) options.sets.emplace_back(argv[i]);
    const auto study = read_study(options);
    if (!study) {
        for (const Fault& fault : study.faults()) std::fprintf(stderr, "%s\n", to_string(fault).c_str());
        return 2;
    }
    const auto earth = load_earth(study->geography, options.data_dir, threads);
    if (!earth) return 2;
    const auto world = build_world(*study, *earth);
    if (!world) {
        for (const Fault& fault : world.faults()) std::fprintf(stderr, "%s\n", to_string(fault).c_str());
        return 2;
    }
    const Quarter quarter = study->rollout.last;
    const DemandMap demand = build_demand(earth->fine, world->zones, world->trend, study->demand, middle_of(quarter));
    const WindowSlot slot = window_slots(quarter, study->run.windows_per_quarter, world->seed)[0];
    Tallies tallies(world->phones.spots.size() * study->handsets.size());
    Phase all{"all"}, set_up{"set up"}, associate{"associate"}, light{"plan and light"}, receive{"receive"}, watch{"sessions"};
    WindowOutcome outcome;
    tbb::task_arena arena{threads};
    arena.execute([&] {
        all.time([&] {
            std::unique_ptr<WindowRun> window;
            set_up.time([&] { window = std::make_unique<WindowRun>(*world, demand, slot); });
            associate.time([&] { window->look_back(); });
            for (std::size_t k = 0; k < window->step_count(); ++k) {
                associate.time([&] { window->associate(k); });
                light.time([&] { window->light(k); });
                receive.time([&] { window->receive(k); });
            }
            watch.time([&] { window->watch(tallies); });
            outcome = window->outcome();
        });
    });
    std::printf("satellites %zu, cells %lld, phones %zu, classes %zu, steps %zu, threads %d\n", outcome.satellites,
                static_cast<long long>(Grid{study->geography.grid_order}.cell_count()), world->phones.columns.size(),
                study->handsets.size(), world->step_count, threads);
    std::printf("links %.4g, beams lit %.4g a step, %.3g links/s, peak memory %.0f MiB\n", static_cast<double>(outcome.links),
                static_cast<double>(outcome.beams) / static_cast<double>(world->step_count),
                static_cast<double>(outcome.links) / all.seconds, peak_memory_mib());
    for (const Phase* phase : {&set_up, &associate, &light, &receive, &watch, &all})
        std::printf("%-16s %8.3f s, %8.3f s of processors, %8.2f ms of them a step\n", phase->name, phase->seconds, phase->cpu_s,
                    1e3 * phase->cpu_s / static_cast<double>(world->step_count));
    return 0;
}
