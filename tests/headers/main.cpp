// SPDX-License-Identifier: BSL-1.0
/// \file
/// The program of the two sources that include every header: that it is linked is the test.
int main() { return 0; }
