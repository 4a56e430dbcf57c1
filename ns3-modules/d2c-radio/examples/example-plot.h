#pragma once
// A table as PREFIX.csv and a gnuplot script PREFIX.gnuplot beside it.

#include <fstream>
#include <string>
#include <vector>

struct ExamplePlot {
    std::string columns;            ///< first line of the CSV file
    std::string x, y;               ///< labels, with units
    std::string plot;               ///< gnuplot's plot command; DATA stands for the quoted file name
    std::vector<std::string> rows;  ///< lines of the CSV file
    bool logarithmic = false;       ///< x axis

    /// False where the files cannot be written; nothing is written for an empty prefix.
    bool Write(const std::string& prefix) const {
        if (prefix.empty()) return true;
        const std::string data = prefix + ".csv";
        std::ofstream csv(data);
        csv << columns << '\n';
        for (const std::string& row : rows) csv << row << '\n';
        std::string command = plot;
        for (std::size_t at = command.find("DATA"); at != std::string::npos; at = command.find("DATA"))
            command.replace(at, 4, "'" + data + "'");
        std::ofstream script(prefix + ".gnuplot");
        script << "set terminal svg size 800,500\nset output '" << prefix << ".svg'\nset datafile separator ','\nset key outside\n"
               << (logarithmic ? "set logscale x\n" : "") << "set xlabel '" << x << "'\nset ylabel '" << y << "'\nset grid\n"
               << command << '\n';
        csv.flush();
        script.flush();
        return csv && script;
    }
};
