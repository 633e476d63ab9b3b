"""Prototype of the decision."""
from __future__ import annotations

from plancheck.alignment import actors
from plancheck.alignment.items import items_of
from plancheck.alignment.measure import asked, coverage
from plancheck.alignment.parts import parts_of
from plancheck.alignment.passages import passages_of
from plancheck.alignment.words import words_of
from plancheck.checks.unit import unit_of

V = dict(aside=0.35, full=0.62, touch=0.36, element=0.5, foreign=0.4, union=0.9, lone=0.45)

def prepare(bctx, lexis):
    w = words_of(bctx.folded, lexis)
    items = items_of(bctx)
    out=[]
    for it in items:
        who = actors.addressed(bctx, it)
        actor_end = max((b.end for b in who), default=0)
        ps = parts_of(bctx.folded, it.spans, actor_end)
        out.append((it, who, ps))
    return w, out

def align(bctx, basis, dctx, lexis, V=V):
    w, out = basis
    unit = unit_of(dctx)
    adr = actors.addressee_of(dctx.rulebook, unit, dctx.form_day) if unit else None
    dw = words_of(dctx.folded, lexis)
    pas = passages_of(dctx)
    bags = [dw.bag(*p.spans) for p in pas]
    foreign=[]
    for p in pas:
        sub = set()
        for s,e in p.spans: sub |= dw.subjects_within(s,e)
        anchored = any(dctx.hits.any_within(n, p.start, p.end) for n in ("subject.reform","topic.tthc","topic.cchc"))
        foreign.append(set() if anchored else sub)
    from plancheck.alignment import channels, reports
    used={}
    for i,p in enumerate(pas):
        if p.roles=={'content'} and False: continue
        for s,e in p.spans:
            an=any(dctx.hits.any_within('align.reform',s,e) for _ in (0,))
            if not an and dw.subjects_within(s,e): continue
            for k in channels.kinds_within(dctx,s,e): used.setdefault(k,[]).append(i)
    rep=[]
    for i,p in enumerate(pas):
        if any(dctx.hits.any_within('report.verb',s,e) for s,e in p.spans):
            rep.append((i,reports.recipients(dctx,*p.spans),reports.dues(dctx,(p.start,p.end))))
    res=[]
    for it, who, ps in out:
        if adr is not None and not actors.is_addressed(bctx, who, adr):
            res.append((it,'not-addressed-to-unit',[],0.0)); continue
        own=set()
        for s,e in it.spans: own |= w.subjects_within(s,e)
        levels=[]; scores=[]; lines=set()
        if it.kind=='channel':
            want=set()
            for s,e in it.spans: want|=channels.kinds_within(bctx,s,e)
            if want:
                miss=channels.missing_kinds(want,set(used))
                st='covered' if not miss or (len(want)>=4 and len(miss)<=1) else 'partial' if want-miss else 'uncovered'
                res.append((it,st,[pas[used[k][0]] for k in want-miss if k in used],1-len(miss)/len(want))); continue
        if it.kind=='report':
            to=reports.recipients(bctx,*it.spans); due=reports.dues(bctx,*it.spans,*([(it.time.start,it.time.end)] if it.time else []))
            cands=[(i,d) for i,r,d in rep if any(reports.same_body(bctx,dctx,a,b) for a in to for b in r)]
            if to:
                alld=sorted({x for _,d in cands for x in d})
                st='uncovered' if not cands else 'covered' if reports.kept_in_time(due,alld) else 'partial'
                res.append((it,st,[pas[i] for i,_ in cands],1.0)); continue
        if it.kind=='task' and own_plan(bctx,it,ps):
            res.append((it,'covered',[Fake(dctx)],1.0)); continue
        allowed=[i for i,p in enumerate(pas) if 'budget' not in p.roles or bctx.hits.any_within('budget.noun',it.start,it.end)]
        def best(a):
            sc=[]
            for i in allowed:
                c=coverage(a,bags[i],V['lone'])
                if foreign[i]-own: c*=V['foreign']
                sc.append((c,i))
            sc.sort(reverse=True)
            return sc
        for s,e in ps.parts:
            a=asked(w,s,e,ps.asides,V['aside'])
            if a.total<=0: continue
            sc=best(a)
            top=sc[0] if sc else (0,-1)
            good=[i for c,i in sc[:4] if c>=V['touch']]
            sco=top[0]
            if len(good)>1:
                from plancheck.alignment.words import Bag
                b=Bag()
                for i in good: b.join(bags[i])
                sco=max(sco,V['union']*coverage(a,b,V['lone']))
            scores.append((sco,top[1]))
            if sco>=V['touch']: lines.add(top[1])
        n=len(scores)
        if n==0: res.append((it,'uncovered',[],0.0)); continue
        if n==1:
            s=scores[0][0]
            st='covered' if s>=V['full'] else 'partial' if s>=V['touch'] else 'uncovered'
        else:
            k=sum(1 for s,_ in scores if s>=V['element'])
            st='covered' if k==n or (n>=4 and k>=n-1) else 'partial' if k else 'uncovered'
        if st=='uncovered' and ps.theme:
            a=asked(w,*ps.theme,[],1)
            sc=best(a)
            if sc and a.total>0.5 and sc[0][0]>=0.8: st='partial'; lines.add(sc[0][1])
        res.append((it,st,[pas[i] for i in lines if i>=0],sum(s for s,_ in scores)/n))
    return res

class Fake:
    def __init__(self,c):
        self.start=c.plan.opening[-1].start if c.plan.opening else 0
def own_plan(c,it,ps):
    if not ps.parts: return False
    s,e=ps.parts[0]
    for h in c.hits.within('align.own-plan',s,e):
        if h.start-s<25 and c.hits.any_within('publicity',h.end-1 if False else s,min(e,h.end+60)): return True
    return False
