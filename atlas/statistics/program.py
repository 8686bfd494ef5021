"""Linear and mixed-integer programs, solved by HiGHS (Huangfu and Hall 2018). A program is set up once and asked as often as needed: each answer starts from the last."""

from math import inf

import numpy as np
from msgspec import Struct

from atlas.model.panel import Floats
from atlas.statistics.system import Ints, Mask

NODES = 20_000
"""So many branches are looked at where numbers must be integers; then the best of what was found is given."""


class Program(Struct, frozen=True, kw_only=True):
    """Numbers between `low` and `high`, and sums of them between `lower` and `upper`; sum r has the members from `starts[r]` on, each times its coefficient.

    `whole`: numbers that must be integers, empty if none must.
    """

    low: Floats
    high: Floats
    starts: Ints
    members: Ints
    coefficients: Floats
    lower: Floats
    upper: Floats
    whole: Mask


class Answer(Struct, frozen=True):
    """The least value, minus infinity if there is none, and the numbers that have it, None where there are none to tell."""

    value: float
    numbers: Floats | None


class Solver:
    """Asks one program for several ends."""

    def __init__(self, program: Program) -> None:
        from highspy import Highs, HighsLp, HighsVarType, MatrixFormat

        lp = HighsLp()
        lp.num_col_, lp.num_row_ = len(program.low), len(program.lower)
        lp.col_cost_ = np.zeros(len(program.low))
        lp.col_lower_, lp.col_upper_ = program.low, program.high
        lp.row_lower_, lp.row_upper_ = program.lower, program.upper
        lp.a_matrix_.format_ = MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.append(program.starts, len(program.members)).astype(np.int32)
        lp.a_matrix_.index_ = program.members.astype(np.int32)
        lp.a_matrix_.value_ = program.coefficients
        self._branches = bool(program.whole.any())
        if self._branches:
            lp.integrality_ = [HighsVarType.kInteger if one else HighsVarType.kContinuous for one in program.whole.tolist()]
        self._columns = np.arange(len(program.low), dtype=np.int32)
        self._solver = Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("mip_max_nodes", NODES)):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(lp)

    def least(self, cost: Floats) -> Answer | None:
        """Find the numbers with the least cost; None if no numbers keep within all bounds, or none were found."""
        from highspy import HighsModelStatus, SolutionStatus

        self._solver.changeColsCost(len(cost), self._columns, cost)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == HighsModelStatus.kUnboundedOrInfeasible:
            self._solver.setOptionValue("presolve", "off")
            self._solver.run()
            status = self._solver.getModelStatus()
        if status == HighsModelStatus.kUnbounded:
            return Answer(-inf, None)
        info = self._solver.getInfo()
        feasible = info.primal_solution_status == SolutionStatus.kSolutionStatusFeasible
        if status != HighsModelStatus.kOptimal and not (self._branches and feasible):
            return None
        return Answer(info.objective_function_value, np.array(self._solver.getSolution().col_value))
