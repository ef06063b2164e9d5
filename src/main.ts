/** The page: nothing but the element. */
import "./index";
