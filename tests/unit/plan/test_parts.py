"""Several processes plan what one would."""

import pytest
from msgspec.structs import replace

from atlas.base import digest
from atlas.model.extras import EXTRAS, Extra
from atlas.model.site import Site
from atlas.plan import parts
from atlas.plan.jobs import lay_out, plan_at
from atlas.plan.parts import cut_plan, plan_part


@pytest.mark.parametrize("size", [1, 3, 100])
@pytest.mark.parametrize("extras", [(), EXTRAS])
def test_the_parts_of_any_size_make_up_the_plan(
    eastmere: Site, extras: tuple[Extra, ...], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = {kind: dict.fromkeys(subjects, size) for kind, subjects in parts.SIZES.items()}
    monkeypatch.setattr(parts, "SIZES", sizes)
    desk = lay_out(replace(eastmere, config=replace(eastmere.config, extras=extras)))
    made = [digest.of_value(job) for part in cut_plan(desk) for job in plan_part(desk, part)]
    assert sorted(digest.of_value(job) for job in plan_at(desk)) == sorted(made)
