/** The door of `math`: numbers only; what other folders may use of it. */
export { columnMoments, standardise, varies, type Moments } from "./standardise";
export { dot, matrix, row, squaredDistance, takeRows } from "./matrix";
export { kNearest, nearestRow } from "./nearest";
export { pca, pcaPatiently, project, type Pca } from "./pca";
export { addProducts, centredRows, TOGETHER } from "./products";
export { hashString, Random } from "./random";
export { RealFft } from "./real-fft";
export { symmetricEigen } from "./eigen";
export { pearson, ranks, spearman } from "./rank";
export { fft } from "./fft";
export { Dct } from "./dct";
export { quickLog2, quickPower } from "./powers";
export { loadKernels, ROW, type Band, type FramePlan, type Kernels } from "./kernels";
export { allRows, LowestSums } from "./lowest";
export { kMeans } from "./kmeans";
export { optimalAssignment } from "./assignment";
export { orthogonalProcrustes } from "./procrustes";
export {
  convolution,
  dense,
  firstParameters,
  Net,
  NetAdam,
  openArena,
  parametersOf,
  PlainArena,
  spreading,
  type Arena,
  type LayerShape,
  type Picture,
} from "./net";
