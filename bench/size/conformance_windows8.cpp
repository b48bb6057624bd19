// SPDX-License-Identifier: BSL-1.0
#define CDCNET_PROBED_PROFILE profile::windows8
#include "conformance.cpp"
