/** The encoder `log-mel`: mean and deviation of 40 mel levels, standardised; what learned encoders are compared with. */
import { standardise } from "../../math";
import type { Job, Matrix } from "../../types";
import type { MelEar } from "./mel-units";
import { viewUnits } from "./rows";
import { LOG_MEL } from "./views";

/** 80 numbers a unit. */
export const encodeByLogMel = async (ear: MelEar, job: Job): Promise<Matrix> =>
  standardise(await viewUnits(ear, LOG_MEL, job));
