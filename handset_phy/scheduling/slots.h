#pragma once
// Which slots of a beam are lit, and how many blocks of them are left.

#include <cstdint>

namespace d2c {

/// A beam's turn among those of its satellite.
struct Hopping {
    double lit_share = 1.0;         ///< of slots, 0 to 1
    std::int64_t period_slots = 1;  ///< lit slots stand together at a period's begin; 1: spread evenly over time
};
/// Slots before `slot` (counted from 0) that are lit: over whole periods the share, exact to one slot.
std::int64_t lit_slots_before(const Hopping& hopping, std::int64_t slot);
bool is_lit(const Hopping& hopping, std::int64_t slot);
/// First lit slot not before `slot`; -1 where none ever is.
std::int64_t next_lit(const Hopping& hopping, std::int64_t slot);

/// Whole blocks of a share that is not whole: what a slot cannot give is carried to the next.
class BlockShare {
  public:
    /// A slot begins. \return whole blocks of it
    int begin(int blocks, double share);
    /// More than was there, as a repeated block may take: later slots have less.
    void overdraw(int blocks) { carry_ -= blocks; }

  private:
    double carry_ = 0.0;
};

}  // namespace d2c
