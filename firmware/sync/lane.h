/* What is sent first. Each lane has its own numbers and its own mark, so that a promise never waits behind telemetry.
 */
#ifndef FOYER_SYNC_LANE_H
#define FOYER_SYNC_LANE_H

enum lane { LANE_PROMISES, LANE_CUSTOMERS, LANE_TELEMETRY, LANES };

#endif
