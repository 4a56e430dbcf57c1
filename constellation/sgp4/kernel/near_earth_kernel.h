#pragma once
// The near-Earth theory of near_earth.cc and periodics.cc for several satellites in one register. Included by one file per instruction set,
// which defines before: Register (of double), square_root(Register), multiply_add(a, b, c) = a b + c, sign_bits(Register), kRegisters and
// KERNEL_NAME. Everything here is static: nothing compiled for a wide processor may be shared with another file.

namespace d2c::sgp4 {
namespace {

typedef long long RegisterBits __attribute__((vector_size(sizeof(Register))));
constexpr std::size_t kRegisterWidth = sizeof(Register) / sizeof(double), kWidth = kRegisters * kRegisterWidth;
constexpr unsigned kAllLanes = (1u << kWidth) - 1;

/// Several registers that go through every step together: one alone would wait for its own results most of the time.
template <class Part>
struct Several {
    Part part[kRegisters];
};
using Vector = Several<Register>;
using Bits = Several<RegisterBits>;

template <class Operation, class... Operands>
[[gnu::always_inline]] inline auto each(Operation operation, const Operands&... operands) {
    Several<decltype(operation(operands.part[0]...))> result;
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRegisters; ++r) result.part[r] = operation(operands.part[r]...);
    return result;
}
[[gnu::always_inline]] inline Vector all(double x) {
    Vector v;
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRegisters; ++r) v.part[r] = x - Register{};
    return v;
}
[[gnu::always_inline]] inline Vector load(const double* from) {
    Vector v;
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRegisters; ++r) __builtin_memcpy(&v.part[r], from + r * kRegisterWidth, sizeof(Register));
    return v;
}
[[gnu::always_inline]] inline void store(double* to, const Vector& v) {
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRegisters; ++r) __builtin_memcpy(to + r * kRegisterWidth, &v.part[r], sizeof(Register));
}
[[gnu::always_inline]] inline Vector operator+(const Vector& a, const Vector& b) {
    return each([](Register x, Register y) { return x + y; }, a, b);
}
[[gnu::always_inline]] inline Vector operator-(const Vector& a, const Vector& b) {
    return each([](Register x, Register y) { return x - y; }, a, b);
}
[[gnu::always_inline]] inline Vector operator*(const Vector& a, const Vector& b) {
    return each([](Register x, Register y) { return x * y; }, a, b);
}
[[gnu::always_inline]] inline Vector operator/(const Vector& a, const Vector& b) {
    return each([](Register x, Register y) { return x / y; }, a, b);
}
[[gnu::always_inline]] inline Vector operator-(const Vector& a) {
    return each([](Register x) { return -x; }, a);
}
[[gnu::always_inline]] inline Vector operator-(double a, const Vector& b) { return all(a) - b; }
[[gnu::always_inline]] inline Vector operator*(double a, const Vector& b) { return all(a) * b; }
[[gnu::always_inline]] inline Vector operator/(double a, const Vector& b) { return all(a) / b; }
[[gnu::always_inline]] inline Vector square_root(const Vector& a) {
    return each([](Register x) { return square_root(x); }, a);
}
[[gnu::always_inline]] inline Vector multiply_add(const Vector& a, const Vector& b, const Vector& c) {
    return each([](Register x, Register y, Register z) { return multiply_add(x, y, z); }, a, b, c);
}
/// `b` where `a` is not a number.
[[gnu::always_inline]] inline Vector larger(const Vector& a, const Vector& b) {
    return each([](Register x, Register y) { return x > y ? x : y; }, a, b);
}
[[gnu::always_inline]] inline Bits operator>=(const Vector& a, double b) {
    return each([b](Register x) { return (RegisterBits)(x >= b); }, a);
}
[[gnu::always_inline]] inline Bits operator<(const Vector& a, double b) {
    return each([b](Register x) { return (RegisterBits)(x < b); }, a);
}
[[gnu::always_inline]] inline Bits within(const Vector& a, double b) {
    return each([b](Register x) { return (RegisterBits)((Register)((RegisterBits)x & 0x7fffffffffffffffLL) <= b); }, a);
}
[[gnu::always_inline]] inline Bits operator&(const Bits& a, const Bits& b) {
    return each([](RegisterBits x, RegisterBits y) { return x & y; }, a, b);
}
/// One bit for each lane that is set.
[[gnu::always_inline]] inline unsigned bits_of(const Bits& mask) {
    unsigned bits = 0;
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRegisters; ++r) bits |= sign_bits((Register)mask.part[r]) << (r * kRegisterWidth);
    return bits;
}

struct SinCos {
    Vector s, c;
};
/// Any angle up to 1e6 rad, to 4e-16 and the rounding of the angle itself. Reduction to [-pi/4, pi/4] with pi/2 in two parts, of which the
/// first has 33 bits (Cody and Waite), so that its product with the quadrant is exact. Polynomials: least maximum error on that interval
/// (Chebyshev fit in 50 digits, scaled remainders of sin and cos): 1.4e-17 and 7.6e-16.
/// Sine and cosine come from one function of our own: the compiler would make one call of libm's for both, and leave the loop scalar.
[[gnu::always_inline]] inline SinCos sin_cos(Vector angle) {
    constexpr double kRound = 6755399441055744.0;  // 1.5 * 2^52: adding it leaves the nearest integer in the low bits
    const Vector shifted = multiply_add(angle, all(6.36619772367581382433e-01), all(kRound));
    const Vector quadrant = shifted - all(kRound);
    const Vector r = multiply_add(quadrant, all(-6.0771005065061922e-11), multiply_add(quadrant, all(-1.5707963267341256), angle));
    const Vector z = r * r;
    Vector p = multiply_add(z, all(1.5918129154550544e-10), all(-2.5051131843056034e-08));
    p = multiply_add(p, z, all(2.7557316102543096e-06));
    p = multiply_add(p, z, all(-0.00019841269836758557));
    p = multiply_add(p, z, all(0.008333333333330948));
    p = multiply_add(p, z, all(-0.16666666666666666));
    Vector q = multiply_add(z, all(2.0700600308011427e-09), all(-2.7556369693679173e-07));
    q = multiply_add(q, z, all(2.4801585210984258e-05));
    q = multiply_add(q, z, all(-0.0013888888887277336));
    q = multiply_add(q, z, all(0.04166666666666468));
    const Vector s = multiply_add(p * z, r, r);
    const Vector c = multiply_add(q * z, z, multiply_add(z, all(-0.5), all(1.0)));
    // Odd quadrants exchange sine and cosine; bit 1 of the quadrant (and of the next) is the sign.
    const Bits other = each([](Register x, Register y, Register n) { return ((RegisterBits)x ^ (RegisterBits)y) & -((RegisterBits)n & 1); },
                            s, c, shifted);
    const auto choose = [](Register x, RegisterBits exchange, Register n, long long next) {
        return (Register)((RegisterBits)x ^ exchange ^ ((((RegisterBits)n + next) & 2) << 62));
    };
    return {each([choose](Register x, RegisterBits exchange, Register n) { return choose(x, exchange, n, 0); }, s, other, shifted),
            each([choose](Register x, RegisterBits exchange, Register n) { return choose(x, exchange, n, 1); }, c, other, shifted)};
}
/// Up to 0.12 rad: Taylor, to 2e-16.
[[gnu::always_inline]] inline SinCos sin_cos_small(Vector d) {
    const Vector z = d * d;
    Vector p = multiply_add(z, all(1.0 / 362880.0), all(-1.0 / 5040.0));
    p = multiply_add(p, z, all(1.0 / 120.0));
    p = multiply_add(p, z, all(-1.0 / 6.0));
    Vector q = multiply_add(z, all(1.0 / 40320.0), all(-1.0 / 720.0));
    q = multiply_add(q, z, all(1.0 / 24.0));
    q = multiply_add(q, z, all(-0.5));
    return {multiply_add(p * z, d, d), multiply_add(q, z, all(1.0))};
}
/// Up to 1e-3 rad: Taylor, to 1e-17.
[[gnu::always_inline]] inline SinCos sin_cos_tiny(Vector d) {
    const Vector z = d * d;
    const Vector q = multiply_add(z, all(1.0 / 24.0), all(-0.5));
    return {multiply_add(z * d, all(-1.0 / 6.0), d), multiply_add(q, z, all(1.0))};
}
[[gnu::always_inline]] inline SinCos sum(SinCos a, SinCos b) {
    return {multiply_add(a.s, b.c, a.c * b.s), multiply_add(a.c, b.c, -(a.s * b.s))};
}
[[gnu::always_inline]] inline SinCos difference(SinCos a, SinCos b) {
    return {multiply_add(a.s, b.c, -(a.c * b.s)), multiply_add(a.c, b.c, a.s * b.s)};
}

}  // namespace

void KERNEL_NAME(const NearEarthBlock& block, const KernelField& field, const double* whole_min, const double* rest_min, std::size_t steps,
                 const KernelRows& rows, std::uint8_t* redo) {
    for (std::size_t k = 0; k < steps; ++k) redo[k] = 0;
    for (std::size_t l = 0; l < kLanes; l += kWidth) {
        const auto constant = [l](const double* column) { return load(column + l); };
        for (std::size_t k = 0; k < steps; ++k) {
            const Vector t = (all(whole_min[k]) - constant(block.epoch_whole_min)) + (all(rest_min[k]) - constant(block.epoch_rest_min));
            const Vector t2 = t * t;

            // Secular terms: near_earth.cc, secular().
            const Vector m = multiply_add(constant(block.m_dot), t, constant(block.m0));
            const Vector omega = multiply_add(constant(block.omega_dot), t, constant(block.omega0));
            const Vector node = multiply_add(constant(block.node_t2), t2, multiply_add(constant(block.node_dot), t, constant(block.node0)));
            const SinCos of_m = sin_cos(m);
            const Vector around = multiply_add(constant(block.eta), of_m.c, all(1.0));
            const Vector shift =
                multiply_add(constant(block.m_cubed), around * around * around - constant(block.m_cubed_0), constant(block.omega_t) * t);
            const SinCos of_shift = sin_cos_small(shift);
            Vector loss = multiply_add(t, constant(block.d4), constant(block.d3));
            loss = multiply_add(multiply_add(loss, t, constant(block.d2)), t, constant(block.c1));
            const Vector sqrt_a = constant(block.sqrt_a0) * multiply_add(loss, -t, all(1.0));
            const Vector sin_m = sum(of_m, of_shift).s;
            const Vector e_raw =
                constant(block.e0) - multiply_add(constant(block.bstar_c5), sin_m - constant(block.sin_m0), constant(block.bstar_c4) * t);
            const Vector e = larger(e_raw, all(1e-6));
            Vector gain = multiply_add(multiply_add(t, constant(block.t5), constant(block.t4)), t, constant(block.t3));
            gain = multiply_add(gain, t, constant(block.t2)) * t2;

            // Long-period terms and Kepler's equation: two steps of third order (Halley) from E = U. The perigee's shift cancels in U.
            const SinCos of_omega = difference(sin_cos(omega), of_shift);
            const Vector a_inv = 1.0 / (sqrt_a * sqrt_a);
            const Vector p_inv = a_inv / (1.0 - e * e);
            const Vector axn = e * of_omega.c;
            const Vector ayn = multiply_add(p_inv, constant(block.aycof), e * of_omega.s);
            const Vector u_mean = multiply_add(p_inv * constant(block.xlcof), axn, (m + omega) + gain);
            SinCos big_e = sin_cos(u_mean);
            Vector e_sin = multiply_add(axn, big_e.s, -(ayn * big_e.c)), slope = 1.0 - multiply_add(axn, big_e.c, ayn * big_e.s);
            const Vector step = e_sin * slope / multiply_add(slope, slope, 0.5 * (e_sin * e_sin));
            big_e = sum(big_e, sin_cos_small(step));
            e_sin = multiply_add(axn, big_e.s, -(ayn * big_e.c));
            slope = 1.0 - multiply_add(axn, big_e.c, ayn * big_e.s);
            const Vector miss = e_sin - step;
            const Vector last_step = miss * slope / multiply_add(slope, slope, 0.5 * (miss * e_sin));
            big_e = sum(big_e, sin_cos_tiny(last_step));
            e_sin = multiply_add(axn, big_e.s, -(ayn * big_e.c));
            slope = 1.0 - multiply_add(axn, big_e.c, ayn * big_e.s);  // r / a

            // Short-period terms: periodics.cc, state_of().
            const Vector beta2 = 1.0 - multiply_add(axn, axn, ayn * ayn), beta = square_root(beta2);
            const Vector a_over_r = 1.0 / slope;
            const Vector q = e_sin / (all(1.0) + beta);
            const SinCos of_u{a_over_r * (big_e.s - multiply_add(axn, q, ayn)), a_over_r * (big_e.c - multiply_add(-ayn, q, axn))};
            const Vector sin_2u = 2.0 * of_u.s * of_u.c, cos_2u = multiply_add(of_u.s + of_u.s, -of_u.s, all(1.0));
            const Vector cos_i = constant(block.cos_i), sin_i = constant(block.sin_i), theta2 = cos_i * cos_i, x1mth2 = 1.0 - theta2;
            const Vector x3thm1 = multiply_add(theta2, all(3.0), all(-1.0)), x7thm1 = multiply_add(theta2, all(7.0), all(-1.0));
            const Vector half_p_inv = a_inv / beta2, k1 = field.half_j2 * half_p_inv, k2 = k1 * half_p_inv;
            const Vector sqrt_a_inv = sqrt_a * a_inv, n_k1 = a_inv * sqrt_a_inv * k1, speed = sqrt_a_inv * a_over_r;
            const Vector rk =
                multiply_add(slope * (sqrt_a * sqrt_a), multiply_add(-1.5 * k2, beta * x3thm1, all(1.0)), 0.5 * k1 * x1mth2 * cos_2u);
            const Vector rk_dot = multiply_add(speed, e_sin, -(n_k1 * x1mth2 * sin_2u));
            const Vector rvk_dot = multiply_add(speed, beta, n_k1 * multiply_add(x1mth2, cos_2u, 1.5 * x3thm1));
            const SinCos u = difference(of_u, sin_cos_tiny(0.25 * k2 * x7thm1 * sin_2u));
            const SinCos n = sum(sin_cos(node), sin_cos_tiny(1.5 * k2 * cos_i * sin_2u));
            const SinCos i = sum({sin_i, cos_i}, sin_cos_tiny(1.5 * k2 * cos_i * sin_i * cos_2u));

            const Vector ns_ic = n.s * i.c, nc_ic = n.c * i.c;
            const Vector ux = multiply_add(n.c, u.c, -(ns_ic * u.s)), uy = multiply_add(n.s, u.c, nc_ic * u.s), uz = i.s * u.s;
            const Vector vx = -multiply_add(n.c, u.s, ns_ic * u.c), vy = multiply_add(nc_ic, u.c, -(n.s * u.s)), vz = i.s * u.c;
            const Vector metres = field.metres * rk, out = field.metres_per_s * rk_dot, along = field.metres_per_s * rvk_dot;
            const std::size_t at = k * rows.stride + l;
            store(rows.x + at, metres * ux);
            store(rows.y + at, metres * uy);
            store(rows.z + at, metres * uz);
            store(rows.vx + at, multiply_add(out, ux, along * vx));
            store(rows.vy + at, multiply_add(out, uy, along * vy));
            store(rows.vz + at, multiply_add(out, uz, along * vz));

            constexpr double kLargestAngle = 1e6, kLargestStep = 0.12, kLargestLastStep = 1e-4;
            const Bits good = (sqrt_a * sqrt_a >= 0.95) & (sqrt_a >= 0.0) & (e_raw >= -0.001) & (e < 1.0) & (rk >= 1.0) &
                              within(m, kLargestAngle) & within(omega, kLargestAngle) & within(node, kLargestAngle) &
                              within(u_mean, kLargestAngle) & within(shift, kLargestStep) & within(step, kLargestStep) &
                              within(last_step, kLargestLastStep);
            redo[k] = static_cast<std::uint8_t>(redo[k] | (bits_of(good) ^ kAllLanes) << l);
        }
    }
}

}  // namespace d2c::sgp4
