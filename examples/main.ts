// Synthesizes all examples in one run; each is also a program of its own.
import './eks/main';
import './gke/main';
import './aks/main';
import './on-prem/main';
import './laptop/main';
import './one-program/main';
