using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>A plan with the case through whose door it was opened.</summary>
internal sealed record OpenedPlan(Case Case, SafetyPlan Plan);

/// <summary>Opens plans through the door of their case. A plan of a case one may not open does not exist.</summary>
internal static class PlanFiles
{
    extension(CaseFiles cases)
    {
        /// <exception cref="RecordNotFoundException">The case does not open, or nobody has begun a plan.</exception>
        public async Task<OpenedPlan> OpenPlanAsync(CaseDbContext db, Actor actor, Id<Case> id, AccessLevel wanted, string purpose, CancellationToken ct)
        {
            var @case = await cases.OpenAsync(actor, id, wanted, purpose, ct);
            return new OpenedPlan(@case, await db.SafetyPlans.SingleOrDefaultAsync(p => p.CaseId == id, ct) ?? throw new RecordNotFoundException());
        }

        /// <summary>For a change of one line by somebody who may change it.</summary>
        public async Task<(OpenedPlan Opened, PlanLine Line)> OpenLineAsync(CaseDbContext db, Actor actor, Id<Case> id, int number, string purpose, CancellationToken ct)
        {
            var opened = await cases.OpenPlanAsync(db, actor, id, AccessLevel.Edit, purpose, ct);
            var plan = opened.Plan.Id;
            var line = await db.PlanLines.SingleOrDefaultAsync(l => l.PlanId == plan && l.Number == number, ct) ?? throw new RecordNotFoundException();
            return PlanStanding.MayChange(actor, opened.Plan, line.AgencyId) ? (opened, line) : throw new RecordNotFoundException();
        }
    }

    extension(CaseDbContext db)
    {
        /// <summary>A line is given to colleagues who work on the case; whoever has it may keep it.</summary>
        public async Task<Refusal?> RefuseOwnerAsync(Actor actor, Case @case, PlanOwner owner, PlanLine? held, CancellationToken ct) =>
            owner is { Kind: PlanOwnerKind.Colleague, StaffId: { } staff } && staff != held?.OwnerStaffId && (await db.WorkersOnAsync(actor, @case, ct)).All(w => w.Id != staff)
                ? new Refusal("plan.who", "Choose a colleague who works on this case")
                : null;
    }
}
