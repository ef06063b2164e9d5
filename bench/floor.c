/*
 * The floor: the same grain kernel as wasm/engine/kernel-bench.ts, hand-vectorised for AVX2 and FMA.
 * 40 ms Hann grains at random places of a corpus, stereo, 128 frames at a time.
 *   cc -O3 -march=native floor.c -lm -o floor && ./floor TIER(0|2|3) GRAINS SECONDS QUANTA  → ns per grain-sample (CPU time)
 */
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RATE 48000
#define TICK 128
#define SPAN 1920
#define PAD 160

typedef struct {
  int64_t position, step;
  int32_t age;
  float left, right;
  int32_t spare;
} Grain;

static float window[SPAN + 2 * PAD];
static float left[TICK] __attribute__((aligned(32))), right[TICK] __attribute__((aligned(32)));
static uint32_t state = 1;

static float dice(void) {
  uint32_t t = state += 0x6d2b79f5u;
  t = (t ^ (t >> 15)) * (t | 1);
  t ^= t + (t ^ (t >> 7)) * (t | 61);
  return (float)((t ^ (t >> 14)) >> 8) * (1.0f / 16777216.0f);
}

static void whole4(const float *corpus, const Grain *g) {
  const float *s0 = corpus + (g[0].position >> 32), *w0 = window + PAD + g[0].age;
  const float *s1 = corpus + (g[1].position >> 32), *w1 = window + PAD + g[1].age;
  const float *s2 = corpus + (g[2].position >> 32), *w2 = window + PAD + g[2].age;
  const float *s3 = corpus + (g[3].position >> 32), *w3 = window + PAD + g[3].age;
  __m256 a0 = _mm256_set1_ps(g[0].left), b0 = _mm256_set1_ps(g[0].right);
  __m256 a1 = _mm256_set1_ps(g[1].left), b1 = _mm256_set1_ps(g[1].right);
  __m256 a2 = _mm256_set1_ps(g[2].left), b2 = _mm256_set1_ps(g[2].right);
  __m256 a3 = _mm256_set1_ps(g[3].left), b3 = _mm256_set1_ps(g[3].right);
  for (int i = 0; i < TICK; i += 8) {
    __m256 x0 = _mm256_mul_ps(_mm256_loadu_ps(s0 + i), _mm256_loadu_ps(w0 + i));
    __m256 x1 = _mm256_mul_ps(_mm256_loadu_ps(s1 + i), _mm256_loadu_ps(w1 + i));
    __m256 x2 = _mm256_mul_ps(_mm256_loadu_ps(s2 + i), _mm256_loadu_ps(w2 + i));
    __m256 x3 = _mm256_mul_ps(_mm256_loadu_ps(s3 + i), _mm256_loadu_ps(w3 + i));
    __m256 l = _mm256_fmadd_ps(x0, a0, _mm256_load_ps(left + i));
    __m256 r = _mm256_fmadd_ps(x0, b0, _mm256_load_ps(right + i));
    l = _mm256_fmadd_ps(x1, a1, l), r = _mm256_fmadd_ps(x1, b1, r);
    l = _mm256_fmadd_ps(x2, a2, l), r = _mm256_fmadd_ps(x2, b2, r);
    _mm256_store_ps(left + i, _mm256_fmadd_ps(x3, a3, l));
    _mm256_store_ps(right + i, _mm256_fmadd_ps(x3, b3, r));
  }
}

/*
 * Steps of a 32.32 position: indices in scalar 64-bit integers, fractions in vectors. No gather instruction: where
 * processors are protected against leaks through it, eight plain loads are twice as fast.
 */
#define STEPS(g)                                                                                                       \
  const float *w = window + PAD + (g)->age;                                                                            \
  __m256 ga = _mm256_set1_ps((g)->left), gb = _mm256_set1_ps((g)->right);                                              \
  int64_t q = (g)->position, d = (g)->step;                                                                            \
  __m256i low = _mm256_add_epi32(_mm256_set1_epi32((int)q),                                                            \
                                 _mm256_mullo_epi32(_mm256_set1_epi32((int)d), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7))); \
  const __m256i eight = _mm256_set1_epi32((int)(8 * d));                                                               \
  const __m256 unit = _mm256_set1_ps(1.0f / 16777216.0f);

#define FRACTION                                                                                                       \
  __m256 t = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_srli_epi32(low, 8)), unit);                                       \
  low = _mm256_add_epi32(low, eight);

#define MIX(x)                                                                                                         \
  x = _mm256_mul_ps(x, _mm256_loadu_ps(w + i));                                                                        \
  _mm256_store_ps(left + i, _mm256_fmadd_ps(x, ga, _mm256_load_ps(left + i)));                                         \
  _mm256_store_ps(right + i, _mm256_fmadd_ps(x, gb, _mm256_load_ps(right + i)));

#define PAIR(k) (const __m64 *)(corpus + ((q + d * (k)) >> 32))
#define QUAD(k) _mm_loadu_ps(corpus + ((q + d * (k)) >> 32) - 1)

static void linear(const float *corpus, const Grain *g) {
  STEPS(g)
  for (int i = 0; i < TICK; i += 8, q += 8 * d) {
    __m128 z = _mm_setzero_ps();
    __m128 p01 = _mm_loadh_pi(_mm_loadl_pi(z, PAIR(0)), PAIR(1)), p23 = _mm_loadh_pi(_mm_loadl_pi(z, PAIR(2)), PAIR(3));
    __m128 p45 = _mm_loadh_pi(_mm_loadl_pi(z, PAIR(4)), PAIR(5)), p67 = _mm_loadh_pi(_mm_loadl_pi(z, PAIR(6)), PAIR(7));
    __m256 a = _mm256_set_m128(p45, p01), b = _mm256_set_m128(p67, p23);
    __m256 y0 = _mm256_shuffle_ps(a, b, 0x88), y1 = _mm256_shuffle_ps(a, b, 0xdd);
    FRACTION
    __m256 x = _mm256_fmadd_ps(_mm256_sub_ps(y1, y0), t, y0);
    MIX(x)
  }
}

static void cubic(const float *corpus, const Grain *g) {
  STEPS(g)
  const __m256 half = _mm256_set1_ps(0.5f), more = _mm256_set1_ps(1.5f);
  for (int i = 0; i < TICK; i += 8, q += 8 * d) {
    __m256 r0 = _mm256_set_m128(QUAD(4), QUAD(0)), r1 = _mm256_set_m128(QUAD(5), QUAD(1));
    __m256 r2 = _mm256_set_m128(QUAD(6), QUAD(2)), r3 = _mm256_set_m128(QUAD(7), QUAD(3));
    __m256 l01 = _mm256_unpacklo_ps(r0, r1), h01 = _mm256_unpackhi_ps(r0, r1);
    __m256 l23 = _mm256_unpacklo_ps(r2, r3), h23 = _mm256_unpackhi_ps(r2, r3);
    __m256 y0 = _mm256_shuffle_ps(l01, l23, 0x44), y1 = _mm256_shuffle_ps(l01, l23, 0xee);
    __m256 y2 = _mm256_shuffle_ps(h01, h23, 0x44), y3 = _mm256_shuffle_ps(h01, h23, 0xee);
    FRACTION
    __m256 c1 = _mm256_mul_ps(_mm256_sub_ps(y2, y0), half), rise = _mm256_sub_ps(y2, y1);
    __m256 c3 = _mm256_fnmadd_ps(rise, more, _mm256_mul_ps(_mm256_sub_ps(y3, y0), half));
    __m256 c2 = _mm256_sub_ps(_mm256_sub_ps(rise, c1), c3);
    __m256 x = _mm256_fmadd_ps(_mm256_fmadd_ps(_mm256_fmadd_ps(c3, t, c2), t, c1), t, y1);
    MIX(x)
  }
}

int main(int argc, char **argv) {
  int tier = argc > 1 ? atoi(argv[1]) : 0, grains = argc > 2 ? atoi(argv[2]) & ~3 : 1000;
  int frames = (argc > 3 ? atoi(argv[3]) : 60) * RATE, quanta = argc > 4 ? atoi(argv[4]) : 400;
  double speed = tier ? 1.37 : 1.0, room = frames - (SPAN + 300) * speed;
  float *corpus = (float *)calloc(frames + 16384, 4) + 8192;
  Grain *all = aligned_alloc(64, sizeof(Grain) * grains);
  for (int i = 0; i < frames; i++) corpus[i] = dice() - 0.5f;
  for (int i = 0; i < SPAN; i++) window[PAD + i] = 0.5f - 0.5f * (float)cos(2 * M_PI * i / SPAN);
  for (int i = 0; i < grains; i++) {
    float l = 0.01f * dice();
    all[i] = (Grain){(int64_t)(dice() * room) << 32, (int64_t)(speed * 4294967296.0), (int)(dice() * SPAN), l, 0.01f - l, 0};
  }
  double best = 0;
  struct timespec a, b;
  for (int half = 0; half < 2; half++) { /* the first round warms up */
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    for (int q = 0; q < quanta; q++) {
      memset(left, 0, sizeof left), memset(right, 0, sizeof right);
      for (int i = 0; i < grains; i++)
        if (all[i].age >= SPAN) all[i].age = 0, all[i].position = (int64_t)(dice() * room) << 32;
      if (tier == 0)
        for (int i = 0; i < grains; i += 4) {
          /* The next four grains' lines are on their way while these are added: twice as fast over a long corpus. */
          for (int k = i + 4; k < i + 8 && k < grains; k++)
            for (int line = 0; line < 9; line++)
              _mm_prefetch((const char *)(corpus + (all[k].position >> 32)) + 64 * line, _MM_HINT_T0);
          whole4(corpus, all + i);
        }
      else
        for (int i = 0; i < grains; i++) (tier == 2 ? linear : cubic)(corpus, all + i);
      for (int i = 0; i < grains; i++) all[i].age += TICK, all[i].position += all[i].step * TICK;
      best += left[q & 127];
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
  }
  double ns = (b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec);
  printf("%.5f\n", ns / ((double)quanta * grains * TICK));
  return best == 12345.0;
}
