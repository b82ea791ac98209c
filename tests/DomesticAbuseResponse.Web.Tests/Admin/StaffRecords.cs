using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Admin;

/// <summary>What is on record about a colleague's roles.</summary>
internal static class StaffRecords
{
    extension(SignInApp app)
    {
        public async Task<IReadOnlyList<Role>> RolesAsync(Colleague person)
        {
            await using var db = app.Database.Open();
            return (await db.Staff.AsNoTracking().SingleAsync(s => s.Id == person.Id)).Roles;
        }

        /// <summary>What became of each change that was asked for, in that order; null for one that waits.</summary>
        public async Task<IReadOnlyList<StaffChangeOutcome?>> OutcomesAsync(Colleague person)
        {
            await using var db = app.Database.Open();
            return await db.StaffChanges.Where(c => c.StaffId == person.Id).OrderBy(c => c.AskedAt).Select(c => c.Outcome).ToListAsync();
        }
    }
}
